#pragma once

#include <string_view>

namespace sc::leak {

/// Says whether a glob matches a whole text: `*` is any text, `?` is any character.
//
// Not `fnmatch`, to which the brackets of `operator[]` mean something.
bool matches(std::string_view glob, std::string_view text) noexcept;

} // namespace sc::leak
