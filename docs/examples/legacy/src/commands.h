#pragma once

#include <string>

#include "journal.h"
#include "replicator.h"
#include "snapshot.h"
#include "store.h"
#include "thread_pool.h"

namespace tally {

// The line protocol, without the sockets.
class Commands {
 public:
  Commands(Store& store, Snapshot& snapshot, Journal& journal,
           Replicator& replicator);

  // Carries out one line and returns the reply, with its line end.
  std::string Execute(const std::string& line);

 private:
  std::string List(const std::string& prefix) const;
  void Drop(const std::string& prefix);

  Store& store_;
  Snapshot& snapshot_;
  Journal& journal_;
  Replicator& replicator_;
  ThreadPool pool_;
};

}  // namespace tally
