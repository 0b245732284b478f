#pragma once

#include <atomic>
#include <cstddef>
#include <exception>
#include <stdexcept>
#include <tuple>
#include <type_traits>
#include <utility>

#include "../location.h"
#include "../stop_token.h"

namespace sc::detail {

/// A task on its way through a group: what to run, and how it went.
///
/// The group holds a reference until the task has ended, a `task` of the user's
/// holds another as long as it wants the result.
class task_node {
 public:
  enum class state : unsigned char { pending, succeeded, failed, skipped };

  explicit task_node(location started_at) noexcept : at(started_at) {}
  task_node(const task_node&) = delete;
  task_node& operator=(const task_node&) = delete;

  void add_reference() noexcept { references_.fetch_add(1, std::memory_order_relaxed); }
  void remove_reference() noexcept {
    if (references_.fetch_sub(1, std::memory_order_acq_rel) == 1) delete this;
  }

  /// Runs the callable, once. Errors: what it throws.
  virtual void run(const stop_token& token) = 0;
  /// Destroys the callable, and with it what it captured.
  virtual void drop() noexcept = 0;
  /// Whether run() makes use of the token.
  virtual bool wants_token() const noexcept = 0;

  const location at;
  task_node* next = nullptr; ///< In a queue of the group's.
  std::exception_ptr error;
  std::atomic<state> went{state::pending};

 protected:
  virtual ~task_node() = default;

 private:
  std::atomic<unsigned> references_{1};
};

/// Storage for an object that is made at once and destroyed early.
template <class T>
class early {
 public:
  template <class... Args>
  explicit early(std::in_place_t, Args&&... args) {
    ::new (static_cast<void*>(bytes_)) T(std::forward<Args>(args)...);
  }
  early(const early&) = delete;
  early& operator=(const early&) = delete;
  ~early() { end(); }

  T& get() noexcept { return *std::launder(reinterpret_cast<T*>(bytes_)); }
  void end() noexcept {
    if (alive_) get().~T();
    alive_ = false;
  }

 private:
  alignas(T) unsigned char bytes_[sizeof(T)];
  bool alive_ = true;
};

/// True for what can hold no function, and holds none.
template <class F>
bool is_empty_callable(const F& f) noexcept {
  if constexpr (std::is_pointer_v<F> || std::is_member_pointer_v<F>)
    return f == nullptr;
  else if constexpr (std::is_class_v<F> && std::is_constructible_v<F, std::nullptr_t> &&
                     std::is_constructible_v<bool, const F&>)
    return !static_cast<bool>(f);  // std::function and its kin.
  else
    return false;
}

/// Errors: `std::invalid_argument`, if there is nothing to call.
template <class F>
void check_callable(const F& f) {
  if (is_empty_callable(f)) throw std::invalid_argument("sc: the task is an empty function");
}

template <class F, class... Args>
inline constexpr bool takes_token = std::is_invocable_v<F, stop_token, Args...>;

/// What `F(Args...)` returns, with a leading token if it takes one: the rule of
/// std::jthread.
template <class F, class... Args>
struct call_result {
  static_assert(takes_token<F, Args...> || std::is_invocable_v<F, Args...>,
                "a task is called with its arguments, or with a stop_token and its arguments");
  template <bool Token>
  static auto of() {
    if constexpr (Token)
      return std::invoke_result<F, stop_token, Args...>();
    else
      return std::invoke_result<F, Args...>();
  }
  using type = typename decltype(of<takes_token<F, Args...>>())::type;
};

/// A callable with its arguments, copied as std::thread copies them.
template <class F, class... Args>
class closure {
 public:
  using result = typename call_result<F, Args...>::type;
  static constexpr bool with_token = takes_token<F, Args...>;

  template <class... From>
  explicit closure(std::in_place_t, From&&... from) : parts_(std::forward<From>(from)...) {}

  result operator()(const stop_token& token) {
    return call(token, std::index_sequence_for<Args...>());
  }

 private:
  template <std::size_t... I>
  result call(const stop_token& token, std::index_sequence<I...>) {
    if constexpr (with_token)
      return invoke(std::move(std::get<0>(parts_)), stop_token(token),
                    std::move(std::get<I + 1>(parts_))...);
    else
      return invoke(std::move(std::get<0>(parts_)), std::move(std::get<I + 1>(parts_))...);
  }

  // std::invoke is in <functional>, which is heavy.
  template <class C, class... A>
  static result invoke(C&& f, A&&... args) {
    if constexpr (std::is_member_pointer_v<std::decay_t<C>>)
      return invoke_member(f, std::forward<A>(args)...);
    else
      return static_cast<result>(std::forward<C>(f)(std::forward<A>(args)...));
  }
  template <class M, class O, class... A>
  static result invoke_member(M member, O&& object, A&&... args) {
    if constexpr (std::is_member_function_pointer_v<M>)
      return (target<M>(object).*member)(std::forward<A>(args)...);
    else
      return static_cast<result>(target<M>(object).*member);
  }
  template <class M>
  struct class_of;
  template <class T, class C>
  struct class_of<T C::*> {
    using type = C;
  };
  template <class M, class O>
  static decltype(auto) target(O&& object) {
    if constexpr (std::is_base_of_v<typename class_of<M>::type, std::decay_t<O>>)
      return std::forward<O>(object);
    else if constexpr (std::is_convertible_v<O, typename class_of<M>::type&>)
      return static_cast<typename class_of<M>::type&>(object);  // A reference_wrapper.
    else
      return *std::forward<O>(object);
  }

  std::tuple<F, Args...> parts_;
};

}  // namespace sc::detail
