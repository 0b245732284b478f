// What the runtime refuses, one case after the other; //--- NAME: ERROR begins one.
// must_not_compile.py compiles each as WRONG(...) makes it, which must give the
// error named, and all of them as RIGHT(...) makes them, which must compile.

#include <chrono>
#include <functional>
#include <memory>
#include <sc/sc.h>
#include <string>
#include <vector>

//--- group_copied: deleted
void f(sc::group& tasks) {
  sc::group RIGHT(&) other(tasks);
  other.wait();
}

//--- group_moved: deleted
void f(sc::group& tasks) {
  sc::group RIGHT(&&) other(std::move(tasks));
  other.wait();
}

//--- group_assigned: deleted
void f(sc::group& tasks, sc::group& other) { WRONG(tasks = other) RIGHT(tasks.wait(), other.wait()); }

//--- group_option_unknown: no matching
void f() { sc::group tasks(WRONG(8) RIGHT(sc::limit{8})); }

//--- group_option_among_others_unknown: no matching
void f() { sc::group tasks(sc::limit{8}, WRONG(8) RIGHT(sc::propagate::wait)); }

//--- hook_takes_no_error: no match|no type
void f() { sc::group tasks(sc::on_error([](WRONG(int) RIGHT(const std::exception_ptr&)) {})); }

//--- go_of_a_number: a task is called with its arguments, or with a stop_token and its arguments
void f(sc::group& tasks) { tasks.go(WRONG(8) RIGHT([] {})); }

//--- go_with_a_wrong_argument: a task is called with its arguments, or with a stop_token and its arguments
void f(sc::group& tasks) { tasks.go([](int) {}, WRONG("text") RIGHT(8)); }

//--- go_with_too_few_arguments: a task is called with its arguments, or with a stop_token and its arguments
void f(sc::group& tasks) { tasks.go([](int, int) {}, 1 RIGHT(, 2)); }

//--- go_with_too_many_arguments: a task is called with its arguments, or with a stop_token and its arguments
void f(sc::group& tasks) { tasks.go([](int) {}, 1 WRONG(, 2)); }

//--- token_not_first: a task is called with its arguments, or with a stop_token and its arguments
void f(sc::group& tasks) {
  tasks.go([](WRONG(int, sc::stop_token) RIGHT(sc::stop_token, int)) {}, 8);
}

//--- reference_to_a_copy: a task is called with its arguments, or with a stop_token and its arguments
void f(sc::group& tasks, int& caller) { tasks.go([](int&) {}, WRONG(caller) RIGHT(std::ref(caller))); }

//--- argument_cannot_be_copied: unique_ptr
void f(sc::group& tasks, std::unique_ptr<int> owned) {
  tasks.go([](std::unique_ptr<int>) {}, WRONG(owned) RIGHT(std::move(owned)));
}

//--- callable_cannot_be_copied: deleted|no matching
void f(sc::group& tasks, std::unique_ptr<int> owned) {
  auto work = [owned = std::move(owned)] {};
  tasks.go(WRONG(work) RIGHT(std::move(work)));
}

//--- member_function_without_its_object: a task is called with its arguments, or with a stop_token and its arguments
void f(sc::group& tasks, std::string& text) { tasks.go(&std::string::clear RIGHT(, &text)); }

//--- go_n_of_what_takes_no_number: no match
void f(sc::group& tasks) { tasks.go_n(3, [](WRONG(std::string) RIGHT(std::size_t)) {}); }

//--- spawn_of_what_cannot_be_called: a task is called with its arguments, or with a stop_token and its arguments
void f(sc::group& tasks) { static_cast<void>(tasks.spawn([](int) { return 1; } RIGHT(, 8))); }

//--- task_copied: deleted
void f(sc::task<int>& one) { sc::task<int> other(WRONG(one) RIGHT(std::move(one))); }

//--- result_is_another: conver
void f(sc::group& tasks) {
  sc::task<WRONG(std::string) RIGHT(int)> kept = tasks.spawn([] { return 1; });
}

//--- map_of_what_takes_no_element: no type named|no matching
void f(const std::vector<int>& all) { sc::map(all, [](WRONG(std::string) RIGHT(int)) {}); }

//--- any_of_nothing: the first of no results is none
void f() { sc::any(RIGHT([] { return 1; })); }

//--- scope_of_what_takes_no_group: no match
void f() { sc::scope([](WRONG(int) RIGHT(sc::group&)) {}); }

//--- stop_callback_takes_an_argument: a stop_callback is called without arguments
void f(const sc::stop_token& stop) {
  const sc::stop_callback callback(stop, [](WRONG(int)) {});
}

//--- stop_callback_copied: deleted
void f(const sc::stop_callback<void (*)()>& one) {
  const sc::stop_callback<void (*)()> RIGHT(&) other(one);
  static_cast<void>(other);
}

//--- detached_without_a_reason: no matching|convert
void f() { sc::detached(RIGHT("says why", )[] {}); }

//--- try_go_not_looked_at: nodiscard
void f(sc::group& tasks) { RIGHT(static_cast<void>)(tasks.try_go([] {})); }

//--- try_go_with_arguments_not_looked_at: nodiscard
void f(sc::group& tasks) { RIGHT(static_cast<void>)(tasks.try_go([](int) {}, 1)); }

//--- wait_nothrow_not_looked_at: nodiscard
void f(sc::group& tasks) { RIGHT(static_cast<void>)(tasks.wait_nothrow()); }

//--- wait_until_not_looked_at: nodiscard
void f(sc::group& tasks) {
  RIGHT(static_cast<void>)(tasks.wait_until(std::chrono::steady_clock::now()));
}

//--- errors_not_looked_at: nodiscard
void f(sc::group& tasks) { RIGHT(static_cast<void>)(tasks.errors()); }
