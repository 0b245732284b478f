#pragma once

#include <cstddef>
#include <string_view>

namespace sc::detail {

/// Says whether a glob matches a whole text: `*` is any text, `?` is any character.
//
// Not `fnmatch`, to which the brackets of `operator[]` mean something.
inline bool matches(std::string_view glob, std::string_view text) noexcept {
  std::size_t at_glob = 0;
  std::size_t at_text = 0;
  std::size_t star = glob.npos;  // The last one,
  std::size_t covered_to = 0;    // and the end of what it stands for.
  while (at_text < text.size()) {
    if (at_glob < glob.size() && glob[at_glob] == '*') {
      star = at_glob++;
      covered_to = at_text;
    } else if (at_glob < glob.size() && (glob[at_glob] == '?' || glob[at_glob] == text[at_text])) {
      ++at_glob;
      ++at_text;
    } else if (star != glob.npos) {
      at_glob = star + 1;
      at_text = ++covered_to;
    } else {
      return false;
    }
  }
  return glob.find_first_not_of('*', at_glob) == glob.npos;
}

}  // namespace sc::detail
