// Random programs of groups: nested, with every launch policy, limits, errors, stops,
// results and rounds. How the tasks of one interleave is not known, but what must hold
// of any interleaving is: what was taken has run or was skipped, errors are what was
// thrown, nothing runs after the wait.
//
// A failure names its seed. SC_RANDOM_SEED in the environment runs that one alone.

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <exception>
#include <memory>
#include <mutex>
#include <random>
#include <sc/group.h>
#include <sc/this_task.h>
#include <string>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

#include "policies.h"

namespace {

//-- What a program does ---------------------------------------------------------------

enum class way { go, go_by_policy, try_go, go_blocking, spawn, go_n };
enum class ending { wait, wait_and_rethrow, destroy, throw_past };

struct group_plan;

/// What a task does, in this order.
struct task_plan {
  int number = 0;  ///< Of its error or its result.
  way started_by = way::go;
  std::size_t policy = 0;
  bool yields = false, looks_for_a_stop = false;
  std::vector<task_plan> more;  ///< Tasks that it starts in its own group.
  std::vector<group_plan> inside;
  bool cancels = false, waits_inside = false, fails = false;

  bool is_simple() const {
    return (started_by == way::go || started_by == way::spawn) && more.empty() && inside.empty() &&
           !cancels && !looks_for_a_stop;
  }
};

struct group_plan {
  int number = 0;
  std::size_t policy = 0;
  std::size_t limit = 0, later_limit = 0;  ///< 0: none.
  bool detached = false, cancels = false, closes = false;
  std::vector<std::vector<task_plan>> rounds;
  ending end = ending::wait;

  std::size_t most_at_a_time() const {
    return limit == 0 ? static_cast<std::size_t>(-1) : std::max(limit, later_limit);
  }
  /// Whether its tasks run one after another, in the order of the plan.
  bool is_sequence(const std::vector<task_plan>& tasks) const {
    return limit == 1 && later_limit == 0 && !cancels &&
           std::all_of(tasks.begin(), tasks.end(), [](const task_plan& one) { return one.is_simple(); });
  }
};

/// Makes plans. The same seed makes the same everywhere.
class planner {
 public:
  explicit planner(unsigned seed) : random_(seed) {}

  group_plan group(int depth = 0) {
    group_plan made;
    made.number = ++numbers_;
    made.policy = below(std::size(launch_policies));
    if (one_in(2)) made.limit = 1 + below(3);
    if (made.limit != 0 && one_in(4)) made.later_limit = 1 + below(4);
    made.detached = one_in(8);
    made.cancels = one_in(6);
    made.closes = one_in(6);
    made.rounds.resize(one_in(4) ? 2 : 1);
    for (auto& round : made.rounds) round = tasks(5, depth);
    constexpr ending endings[] = {ending::wait, ending::wait, ending::wait_and_rethrow,
                                  ending::destroy, ending::throw_past};
    made.end = endings[below(std::size(endings))];
    return made;
  }

 private:
  std::size_t below(std::size_t end) { return random_() % end; }
  bool one_in(std::size_t count) { return below(count) == 0; }

  std::vector<task_plan> tasks(std::size_t most, int depth) {
    std::vector<task_plan> made(below(most + 1));
    for (task_plan& one : made) one = task(depth, /*is_inside=*/false);
    return made;
  }
  task_plan task(int depth, bool is_inside) {
    task_plan made;
    made.number = ++numbers_;
    made.started_by = static_cast<way>(below(6));
    // That needs that not every task of a full group does it.
    if (is_inside && made.started_by == way::go_blocking) made.started_by = way::go;
    made.policy = below(std::size(launch_policies));
    made.yields = one_in(3);
    made.looks_for_a_stop = one_in(6);
    if (depth < 3 && one_in(4))
      for (std::size_t i = 0; i <= below(3); ++i) made.more.push_back(task(depth + 1, true));
    if (depth < 3 && one_in(6)) made.inside.push_back(group(depth + 1));
    made.cancels = one_in(20);
    made.waits_inside = one_in(10);
    made.fails = one_in(8);
    return made;
  }

  std::mt19937 random_;
  int numbers_ = 0;
};

//-- What a program has done -------------------------------------------------------------

/// The only error of tasks.
struct planned {
  int number;
};

/// The number of the error that \p f throws, or 0.
template <class F>
int thrown_by(F f) {
  try {
    f();
  } catch (const planned& error) {
    return error.number;
  }
  return 0;
}

/// What the tasks of one round of a group did.
struct round_log {
  explicit round_log(const round_log* the_one_around) : around(the_one_around) {}

  const round_log* const around;  ///< What stops that stops this too.
  std::atomic<bool> is_to_stop{false};  ///< True before anything stops this round.
  std::atomic<bool> is_closed{false}, is_over{false};
  std::atomic<std::size_t> taken{0}, not_taken{0}, maybe_taken{0}, ran{0}, now{0}, most{0}, strays{0};
  std::atomic<long> alive{0};  ///< Captures of its tasks.
  std::mutex mutex;
  std::vector<int> order, thrown;  ///< Numbers of tasks, and of errors.

  bool may_have_stopped() const {
    return is_to_stop || (around && around->may_have_stopped());
  }
  void begins(int number) {
    if (is_over) ++strays;
    ++ran;
    const std::size_t running = ++now;
    for (std::size_t before = most; before < running && !most.compare_exchange_weak(before, running);) {
    }
    const std::lock_guard<std::mutex> lock(mutex);
    order.push_back(number);
  }
  void ends() {
    if (is_over) ++strays;
    --now;
  }
  void throws(int number) {
    is_to_stop = true;
    const std::lock_guard<std::mutex> lock(mutex);
    thrown.push_back(number);
  }
};

/// What a task captures: counted as long as it lives.
class capture {
 public:
  explicit capture(std::atomic<long>& alive) noexcept : alive_(&alive) { ++*alive_; }
  capture(const capture& other) noexcept : capture(*other.alive_) {}
  capture& operator=(const capture&) = delete;
  ~capture() { --*alive_; }

 private:
  std::atomic<long>* alive_;
};

/// How many errors went to the unobserved handler, and how many should have.
std::atomic<int> unobserved{0}, to_be_unobserved{0};

//-- Tasks ---------------------------------------------------------------------------------

void run_group(const group_plan& plan, const round_log* around);
void start(const task_plan& plan, sc::group& tasks, round_log& log,
           std::vector<std::pair<int, sc::task<int>>>* results);

void expect_no_wait_inside(sc::group& tasks) {
  try {
    tasks.wait();
    ADD_FAILURE() << "a task has waited for its own group";
  } catch (const std::system_error& error) {
    EXPECT_EQ(error.code(), std::errc::resource_deadlock_would_occur);
  }
}

void do_planned(const task_plan& plan, sc::group& tasks, round_log& log) {
  if (plan.yields) std::this_thread::yield();
  if (plan.looks_for_a_stop) sc::this_task::checkpoint();
  for (const task_plan& one : plan.more) start(one, tasks, log, nullptr);
  for (const group_plan& one : plan.inside) run_group(one, &log);
  if (plan.cancels) {
    log.is_to_stop = true;
    tasks.cancel();
  }
  if (plan.waits_inside) expect_no_wait_inside(tasks);
  if (plan.fails) throw planned{plan.number};
}

int run_task(const task_plan& plan, sc::group& tasks, round_log& log) {
  log.begins(plan.number);
  const struct ends {
    round_log& log;
    ~ends() { log.ends(); }
  } at_the_end{log};
  try {
    do_planned(plan, tasks, log);
  } catch (const planned& error) {
    log.throws(error.number);
    throw;
  }
  return plan.number;
}

/// Starts a task in the planned way. Returns how many were taken, or 0 if it was not.
template <class F>
std::size_t start_as(const task_plan& plan, sc::group& tasks, F task,
                     std::vector<std::pair<int, sc::task<int>>>* results) {
  switch (plan.started_by) {
    case way::go:
      tasks.go(task);
      return 1;
    case way::go_by_policy:
      tasks.go(launch_policies[plan.policy].how, task);
      return 1;
    case way::try_go:
      return tasks.try_go(task) ? 1 : 0;
    case way::go_blocking:
      tasks.go_blocking(task);
      return 1;
    case way::go_n:
      tasks.go_n(3, [task](std::size_t) { task(); });
      return 3;
    case way::spawn:
      break;
  }
  sc::task<int> result = tasks.spawn(task);
  if (results) results->emplace_back(plan.number, std::move(result));
  return 1;
}

void start(const task_plan& plan, sc::group& tasks, round_log& log,
           std::vector<std::pair<int, sc::task<int>>>* results) {
  const auto task = [&plan, &tasks, &log, held = capture(log.alive)] {
    return run_task(plan, tasks, log);
  };
  try {
    const std::size_t taken = start_as(plan, tasks, task, results);
    log.taken += taken;
    if (taken == 0) ++log.not_taken;
  } catch (const sc::group_closed&) {
    EXPECT_TRUE(log.is_closed);
    if (plan.started_by == way::go_n) log.maybe_taken += 3;  // Some of them.
  }
}

//-- Groups --------------------------------------------------------------------------------

void expect_result(int number, sc::task<int>& result) {
  switch (result.state()) {
    case sc::task_state::succeeded:
      EXPECT_EQ(result.get(), number);
      break;
    case sc::task_state::failed:
      EXPECT_NE(thrown_by([&] { static_cast<void>(result.get()); }), 0);
      break;
    case sc::task_state::skipped:
      EXPECT_THROW(static_cast<void>(result.get()), sc::result_unavailable);
      break;
    case sc::task_state::pending:
      ADD_FAILURE() << "a task is pending after the wait";
  }
}

/// The tasks up to the first that fails, and no other.
void expect_sequence(const std::vector<task_plan>& tasks, const round_log& log) {
  std::vector<int> expected;
  for (const task_plan& one : tasks) {
    expected.push_back(one.number);
    if (one.fails) break;
  }
  EXPECT_EQ(log.order, expected);
}

/// What holds when a group has ended, whether it was waited for or destroyed.
void expect_ended(const round_log& log, std::size_t most_at_a_time) {
  EXPECT_EQ(log.now, 0u);
  EXPECT_EQ(log.alive, 0);
  EXPECT_EQ(log.strays, 0u);
  EXPECT_LE(log.ran, log.taken + log.maybe_taken);
  EXPECT_LE(log.most, most_at_a_time);
}

void expect_errors(const sc::group& tasks, const round_log& log, int first) {
  std::vector<int> errors, thrown = log.thrown;
  for (const std::exception_ptr& one : tasks.errors())
    errors.push_back(thrown_by([&] { std::rethrow_exception(one); }));
  EXPECT_EQ(first, errors.empty() ? 0 : errors.front());
  EXPECT_EQ(tasks.dropped_errors(), 0u);
  std::sort(errors.begin(), errors.end());
  std::sort(thrown.begin(), thrown.end());
  EXPECT_EQ(errors, thrown);
}

/// Waits for a round of a group, and looks at it. Returns the number of its first error.
int wait_for_round(sc::group& tasks, round_log& log, const group_plan& plan) {
  const int first = thrown_by([&] { tasks.wait(); });
  log.is_over = true;
  expect_ended(log, plan.most_at_a_time());
  expect_errors(tasks, log, first);
  // What try_go has not taken may have been skipped too.
  EXPECT_GE(log.ran + tasks.skipped(), log.taken);
  EXPECT_LE(log.ran + tasks.skipped(), log.taken + log.maybe_taken + log.not_taken);
  const sc::outcome went = tasks.wait_nothrow();
  EXPECT_EQ(went == sc::outcome::failed, first != 0);
  if (log.is_to_stop) {
    EXPECT_NE(tasks.cause(), nullptr);
  }
  if (!log.may_have_stopped()) {
    EXPECT_EQ(tasks.cause(), nullptr);
    EXPECT_EQ(went, sc::outcome::ok);
    EXPECT_EQ(tasks.skipped(), 0u);
  }
  return first;
}

/// Starts the tasks of a round, and does with the group what is planned meanwhile.
void start_round(const std::vector<task_plan>& planned_tasks, sc::group& tasks, round_log& log,
                 const group_plan& plan, std::vector<std::pair<int, sc::task<int>>>& results) {
  for (std::size_t i = 0; i < planned_tasks.size(); ++i) {
    start(planned_tasks[i], tasks, log, &results);
    if (i == 1 && plan.later_limit != 0) tasks.set_limit(plan.later_limit);
    if (i == 2 && plan.cancels) {
      log.is_to_stop = true;
      tasks.cancel();
    }
  }
  if (plan.closes) {
    log.is_closed = true;
    tasks.close();
  }
}

/// One round of a group: starts its tasks, waits, and looks. Returns its first error's number.
int run_round(const std::vector<task_plan>& planned_tasks, sc::group& tasks, round_log& log,
              const group_plan& plan) {
  std::vector<std::pair<int, sc::task<int>>> results;
  start_round(planned_tasks, tasks, log, plan, results);
  const int first = wait_for_round(tasks, log, plan);
  for (auto& [number, result] : results) expect_result(number, result);
  const bool stopped_from_outside = log.around && log.around->may_have_stopped();
  if (plan.is_sequence(planned_tasks) && !stopped_from_outside) expect_sequence(planned_tasks, log);
  return first;
}

sc::group make_group(const group_plan& plan) {
  const sc::launch_policy how = launch_policies[plan.policy].how;
  const sc::limit most{plan.limit == 0 ? static_cast<std::size_t>(-1) : plan.limit};
  if (plan.detached) return sc::group(how, most, sc::detached_from_parent);
  return sc::group(how, most);
}

/// A group that nobody waits for, but its destructor.
void run_and_leave(const group_plan& plan, round_log& log) {
  std::vector<std::pair<int, sc::task<int>>> results;
  sc::group tasks = make_group(plan);
  start_round(plan.rounds.front(), tasks, log, plan, results);
  if (plan.end != ending::throw_past) return;
  log.is_to_stop = true;  // By the destructor.
  throw planned{plan.number};
}

void run_rounds(const group_plan& plan, const round_log* around) {
  sc::group tasks = make_group(plan);
  int first = 0;
  for (std::size_t i = 0; i < plan.rounds.size(); ++i) {
    if (i != 0) tasks.reset();
    round_log log(around);
    first = run_round(plan.rounds[i], tasks, log, plan);
  }
  if (first != 0 && plan.end == ending::wait_and_rethrow) throw planned{first};
}

/// Errors: the first of the group, or one of its own, as planned.
void run_group(const group_plan& plan, const round_log* around) {
  if (plan.detached) around = nullptr;
  if (plan.end == ending::wait || plan.end == ending::wait_and_rethrow)
    return run_rounds(plan, around);
  round_log log(around);
  const int thrown = thrown_by([&] { run_and_leave(plan, log); });
  log.is_over = true;
  expect_ended(log, plan.most_at_a_time());
  if (thrown != 0) throw planned{thrown};
  if (!log.thrown.empty()) ++to_be_unobserved;
}

//-- Programs --------------------------------------------------------------------------------

void run_program(unsigned seed) {
  unobserved = 0;
  to_be_unobserved = 0;
  const group_plan plan = planner(seed).group();
  static_cast<void>(thrown_by([&] { run_group(plan, nullptr); }));
  EXPECT_EQ(unobserved, to_be_unobserved);
}

#ifdef SC_TEST_FAULTS
constexpr unsigned seeds = 1000;
#else
constexpr unsigned seeds = 200;  // Sanitizers take their time.
#endif

TEST(Random, ProgramsDoWhatEveryOrderAllows) {
  const auto before = sc::set_unobserved_handler([] { ++unobserved; });
  if (const char* const one = std::getenv("SC_RANDOM_SEED")) {
    run_program(static_cast<unsigned>(std::strtoul(one, nullptr, 10)));
  } else {
    for (unsigned seed = 0; seed < seeds && !HasFailure(); ++seed) {
      run_program(seed);
      if (HasFailure()) ADD_FAILURE() << "with SC_RANDOM_SEED=" << seed;
    }
  }
  sc::set_unobserved_handler(before);
}

}  // namespace
