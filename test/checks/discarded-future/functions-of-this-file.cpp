// RUN: %check_structured %s structured-discarded-future %t

// A function whose body is in the open file says by what it returns what happens to the work.

#include <future>
#include <thread>

int answer();
std::future<int> declaredOnly();
extern bool Condition;

// It blocks.

std::future<int> byAsync() { return std::async(std::launch::async, answer); }
std::future<int> byVariable() {
  auto Started = std::async(std::launch::async, answer);
  return Started;
}
std::future<int> byEitherAsync() {
  if (Condition)
    return std::async(std::launch::async, answer);
  return Condition ? std::async(std::launch::async, answer) : byAsync();
}
std::future<int> byTwoAsyncs() {
  if (Condition)
    return std::async(std::launch::async, answer);
  return std::async(std::launch::async, [] { return 1; });
}
void blocking() {
  byAsync();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: what 'byAsync' returns is dropped at once, so this line blocks until the work ends; keep
  byVariable();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: what 'byVariable' returns is dropped at once, so this line blocks until the work ends; keep
  byTwoAsyncs();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: what 'byTwoAsyncs' returns is dropped at once, so this line blocks until the work ends; keep
  byEitherAsync(); // One of the two is another function's.
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: what 'byEitherAsync' returns is dropped at once, so its error is lost, and either
}

// It may never run.

std::future<int> maybeDeferred() { return std::async(answer); }
std::future<int> deferred() { return std::async(std::launch::deferred, answer); }
std::future<int> byTwoPolicies() {
  if (Condition)
    return std::async(std::launch::async, answer);
  return std::async(std::launch::deferred, answer);
}
void lazy() {
  maybeDeferred();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: what 'maybeDeferred' returns is dropped at once, so this line blocks until the work ends, if it runs at all; keep
  deferred();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: what 'deferred' returns is dropped at once, so the work never runs; keep it and call 'get()'
  byTwoPolicies();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: what 'byTwoPolicies' returns is dropped at once, so this line blocks until the work ends, if it runs at all; keep
  auto Unused = deferred();
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: what 'deferred' returns is never used, so the work never runs
}

// It runs on.

std::future<int> byPromise() {
  std::promise<int> Later;
  return Later.get_future();
}
std::future<int> byTask() {
  std::packaged_task<int()> Task(answer);
  auto Result = Task.get_future();
  std::thread Worker(std::move(Task));
  Worker.join();
  return Result;
}
void detaching() {
  byPromise();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: what 'byPromise' returns is dropped at once, so the work runs on
  byTask();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: what 'byTask' returns is dropped at once, so the work runs on
  auto Unused = byTask();
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: what 'byTask' returns is never used, so the work runs on
}

void keptToTheEndOfTheScope() { // ok: the destructor waits there.
  auto Kept = byVariable();
}

// What it starts besides, or returns only at times, does not tell.

std::future<int> byEither() {
  std::promise<int> Later;
  return Condition ? std::async(answer) : Later.get_future();
}
std::future<int> keepsOneAndReturnsAnother() {
  auto Own = std::async(std::launch::async, answer);
  return declaredOnly();
}
std::future<int> reassigned() {
  auto Started = std::async(std::launch::async, answer);
  if (Condition)
    Started = declaredOnly();
  return Started;
}
std::future<int> passedOn(std::future<int> Given) { return Given; }
std::future<int> ofItself() {
  std::future<int> Same = std::move(Same);
  return Same;
}
std::future<int> inItsLambda() {
  auto Start = [] { return std::async(std::launch::async, answer); };
  (void)Start;
  return declaredOnly();
}
void unclear() {
  byEither();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: what 'byEither' returns is dropped at once, so its error is lost, and either
  keepsOneAndReturnsAnother();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: what 'keepsOneAndReturnsAnother' returns is dropped at once, so its error is lost, and either
  reassigned();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: what 'reassigned' returns is dropped at once, so its error is lost, and either
  passedOn(declaredOnly());
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: what 'passedOn' returns is dropped at once, so its error is lost, and either
  ofItself();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: what 'ofItself' returns is dropped at once, so its error is lost, and either
  inItsLambda();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: what 'inItsLambda' returns is dropped at once, so its error is lost, and either
}

// Lambdas are functions too.

void lambdas() {
  [] { return std::async(std::launch::async, answer); }();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: what this lambda returns is dropped at once, so this line blocks until the work ends; keep
  auto Named = [] { return std::async(std::launch::async, answer); };
  Named();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: what this lambda returns is dropped at once, so this line blocks until the work ends; keep
}
