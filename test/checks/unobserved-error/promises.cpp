// RUN: %check_structured %s structured-unobserved-error %t

#include <exception>
#include <future>
#include <thread>
#include <utility>

void mayThrow();
int answer();
int safeAnswer() noexcept;
void run(std::packaged_task<int()>);

void ofATask() {
  std::packaged_task<int()> Task(answer);
  std::future<int> F = Task.get_future();
  // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: nothing looks at the error that 'F' may carry; call 'get()' on it, which waits and rethrows [structured-unobserved-error]
  Task();
  F.wait();
}

void ofATaskThatIsGiven(std::packaged_task<int()> Task) {
  auto F = Task.get_future();
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: nothing looks at the error that 'F' may carry
  run(std::move(Task));
}

void ofATaskThatIsAsked() { // ok: get() rethrows.
  std::packaged_task<int()> Task(answer);
  auto F = Task.get_future();
  run(std::move(Task));
  F.get();
}

void ofATaskThatCannotThrow() { // ok: there is no error to look at.
  std::packaged_task<int()> Task(safeAnswer);
  auto F = Task.get_future();
  Task();
  F.wait();
}

void ofAPromise() {
  std::promise<void> Done;
  auto F = Done.get_future();
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: nothing looks at the error that 'F' may carry
  std::thread Worker([&] {
    try {
      mayThrow();
      Done.set_value();
    } catch (...) {
      Done.set_exception(std::current_exception());
    }
  });
  F.wait();
  Worker.join();
}

void signal() { // ok: such a promise carries no error.
  std::promise<void> Ready;
  auto F = Ready.get_future();
  std::thread Worker([&] { Ready.set_value(); });
  F.wait();
  Worker.join();
}

void ofAPromiseThatIsAsked() { // ok: get() rethrows.
  std::promise<int> Done;
  auto F = Done.get_future();
  std::thread Worker([&] { Done.set_exception(std::current_exception()); });
  F.get();
  Worker.join();
}
