#include "commands.h"

#include <future>
#include <sstream>

namespace tally {
namespace {

bool StartsWith(const std::string& text, const std::string& prefix) {
  return text.compare(0, prefix.size(), prefix) == 0;
}

}  // namespace

Commands::Commands(Store& store, Snapshot& snapshot, Journal& journal,
                   Replicator& replicator)
    : store_(store),
      snapshot_(snapshot),
      journal_(journal),
      replicator_(replicator),
      pool_(2) {}

std::string Commands::Execute(const std::string& line) {
  std::istringstream words(line);
  std::string verb;
  std::string name;
  long long amount = 0;
  words >> verb >> name;
  if (verb == "add" && words >> amount) {
    const std::string value = std::to_string(store_.Add(name, amount));
    journal_.Append(line);
    replicator_.Publish("put " + name + " " + value);
    return "OK " + value + "\n";
  }
  if (verb == "put" && words >> amount) {  // from a peer, not passed on
    store_.Put(name, amount);
    journal_.Append(line);
    return "OK\n";
  }
  if (verb == "list") {
    // On the pool: no more than two big lists are built at a time.
    std::future<std::string> list =
        pool_.Submit([this, name] { return List(name); });
    return list.get();
  }
  if (verb == "drop" && !name.empty()) {
    // A short prefix matches many counters, that takes a while.
    pool_.Submit([this, name] { Drop(name); });
    return "OK\n";
  }
  if (verb == "save") {
    snapshot_.SaveInBackground();
    return "OK\n";
  }
  return verb == "quit" ? "BYE\n" : "ERROR\n";
}

std::string Commands::List(const std::string& prefix) const {
  std::ostringstream text;
  for (const auto& counter : store_.All()) {
    if (!StartsWith(counter.first, prefix)) continue;
    text << counter.first << ' ' << counter.second << '\n';
  }
  text << "END\n";
  return text.str();
}

void Commands::Drop(const std::string& prefix) {
  for (const auto& counter : store_.All()) {
    if (!StartsWith(counter.first, prefix)) continue;
    store_.Drop(counter.first);
    journal_.Append("drop " + counter.first);
  }
}

}  // namespace tally
