#pragma once

#include <stdexcept>
#include <tuple>
#include <type_traits>
#include <utility>

#include "../stop_token.h"

namespace sc::detail {

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
template <class F, class... Args>
void check_callable(const F& f, const Args&...) {
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
