#pragma once

#include <chrono>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace sc::leak {

/// What the user asks for in the environment variable SC_LEAK.
struct options {
  int exit_code = 0; ///< Of a program that would end with 0, but leaks. 0 means: only report.
  std::vector<std::string> ignored_names;
  std::vector<std::string> ignored_creators;
  bool ignore_detached = false;
  std::string log; ///< An absolute path; empty means stderr.
  std::chrono::milliseconds patience{400};
  bool quiet = false;
  bool help = false;
};

/// An option that cannot be understood; `what` says which, and why.
class bad_option : public std::runtime_error {
public:
  using std::runtime_error::runtime_error;
};

/// Reads options that are separated by single colons; a double colon is part of a value.
///
/// Errors: `bad_option`.
options parse_options(std::string_view text);

/// What `help=1` prints.
extern const char *const options_help;

} // namespace sc::leak
