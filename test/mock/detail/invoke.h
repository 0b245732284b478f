#pragma once
#include <utility>

SC_MOCK_STD
template <class F, class... Args>
auto mock_invoke(F &&, Args &&...) -> decltype(declval<F>()(declval<Args>()...));
template <class M, class C, class O, class... Args>
auto mock_invoke(M C::*Member, O *Object, Args &&...)
    -> decltype((Object->*Member)(declval<Args>()...));
template <class F, class... Args>
using mock_result = decltype(mock_invoke(declval<decay_t<F>>(), declval<decay_t<Args>>()...));
SC_MOCK_STD_END
