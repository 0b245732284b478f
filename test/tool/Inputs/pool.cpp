// The pool of workers, and what it asks the system, by themselves: pool.cpp TEST [ARGUMENT]
#include "tool/sc-lint/pool/ControlGroup.h"
#include "tool/sc-lint/pool/WorkerPool.h"
#include "llvm/Support/raw_ostream.h"
#include <cstdlib>
#include <cstring>
#include <map>
#include <unistd.h>

using namespace sc_lint;

static void require(bool Condition, const char *What) {
  if (Condition)
    return;
  llvm::errs() << "not so: " << What << "\n";
  std::exit(1);
}

static std::map<size_t, std::string> results(WorkerPool Pool, size_t Count, const Job &Do) {
  std::map<size_t, std::string> All;
  const bool Finished = llvm::cantFail(
      Pool.run(Count, Do, [&](size_t I, JobOutcome Ended) { All[I] = Ended.Result; }));
  require(Finished && All.size() == Count, "each job has ended");
  return All;
}

static std::string self() { return std::to_string(::getpid()); }

static constexpr size_t Large = 64 << 20;

/// A job that leaves much memory taken is the last of its process, and no other is.
static void recycled() {
  MemoryRule Rule;
  Rule.MostAfterJob = Large / 2;
  auto Pids = results(WorkerPool(1, std::chrono::seconds(0), Rule), 4, [](size_t I) {
    if (I == 1)
      std::memset(std::malloc(Large), 1, Large); // Leaks.
    return self();
  });
  require(Pids[0] == Pids[1], "a small process goes on");
  require(Pids[1] != Pids[2], "a large process is replaced");
  require(Pids[2] == Pids[3], "its successor goes on");
}

/// What this process has does not make its children large.
static void inherited() {
  std::memset(std::malloc(Large), 1, Large);
  MemoryRule Rule;
  Rule.MostAfterJob = Large / 2;
  auto Pids =
      results(WorkerPool(1, std::chrono::seconds(0), Rule), 3, [](size_t) { return self(); });
  require(Pids[0] == Pids[1] && Pids[1] == Pids[2], "one process does all");
}

/// Where memory is short, nothing runs beside another.
static void heldBack() {
  MemoryRule Rule;
  size_t Asked = 0;
  Rule.HasRoom = [&] {
    ++Asked;
    return false;
  };
  const auto Pids =
      results(WorkerPool(3, std::chrono::seconds(0), Rule), 20, [](size_t) { return self(); });
  // Idle workers take the jobs in turns; with one at work the others get none.
  for (const auto &[Index, Pid] : Pids)
    require(Pid == Pids.at(0), "one process does all");
  require(Asked > 0, "it was asked");
}

/// Where there is room again, others run beside one that has begun.
static void released() {
  MemoryRule Rule;
  size_t Asked = 0;
  Rule.HasRoom = [&] { return ++Asked > 1; };
  int Meeting[2];
  require(::pipe(Meeting) == 0, "a pipe");
  // The first job ends only when the second has begun.
  results(WorkerPool(2, std::chrono::seconds(0), Rule), 2, [&](size_t I) {
    char Token = 0;
    const ssize_t Done = I == 0 ? ::read(Meeting[0], &Token, 1) : ::write(Meeting[1], &Token, 1);
    return std::to_string(Done);
  });
}

/// A job that dies is done again after all others, and the jobs keep their order.
static void again() {
  std::vector<size_t> Ends;
  int Tries[2];
  require(::pipe(Tries) == 0, "a pipe");
  std::map<size_t, std::string> All;
  llvm::cantFail(WorkerPool(1, std::chrono::seconds(0))
                     .run(
                         4,
                         [&](size_t I) {
                           char Number = static_cast<char>('0' + I);
                           static_cast<void>(::write(Tries[1], &Number, 1));
                           if (I == 1)
                             ::abort();
                           return self();
                         },
                         [&](size_t I, JobOutcome Ended) {
                           Ends.push_back(I);
                           All[I] = Ended.Death;
                         }));
  char Order[6] = {};
  require(::read(Tries[0], Order, sizeof(Order)) == 5, "five tries");
  require(!std::strcmp(Order, "01231"), "the one that died is tried last");
  require(Ends == std::vector<size_t>({0, 2, 3, 1}), "each ends once");
  require(All[1] == "signal 6 (Aborted)" && All[2].empty(), "it is said how it died");
}

int main(int Argc, const char **Argv) {
  if (Argc == 2) { // The root of a system.
    const auto Bytes = availableInControlGroups(Argv[1]);
    llvm::outs() << (Bytes ? std::to_string(*Bytes) : "no limit") << "\n";
    return 0;
  }
  ::alarm(120); // Instead of waiting for ever.
  for (void (*Test)() : {recycled, heldBack, released, again, inherited})
    Test();
  return 0;
}
