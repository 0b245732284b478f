#include "options.h"

#include <charconv>
#include <cstring>
#include <fcntl.h>
#include <memory>
#include <unistd.h>

namespace sc::leak {

const char *const options_help =
    R"(usage: LD_PRELOAD=libsc-leak.so SC_LEAK=OPTION[:OPTION]... PROGRAM

Reports the threads that are still running when PROGRAM ends, and those that
ended but were never joined.

  exitcode=N           exit code of a program that leaks and would end with 0;
                       0 (the default): its own
  ignore_name=GLOB     ignore threads of this name; can be repeated
  ignore_creator=GLOB  ignore threads started below a function, or from a file,
                       of this name; can be repeated
  ignore_detached=1    ignore detached threads
  retry_ms=N           how long threads are given to end; default 400
  log=FILE             append the report to a file, not to stderr
  quiet=1              print nothing where there is nothing to report
  help=1               print this; PROGRAM is not run

In a GLOB, * stands for any text and ? for one character; it must match the
whole name. Names are demangled, so *acme::pool::* covers a class.
An option that is wrong ends PROGRAM with code 2 before it begins.
)";

/// The end of the option at the beginning of the text: a colon that is not one of two.
static std::size_t end_of_option(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != ':')
      continue;
    if (text.substr(i, 2) != "::")
      return i;
    ++i;
  }
  return text.size();
}

static int number(std::string_view name, std::string_view value, int most) {
  int result = 0;
  const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), result);
  if (error != std::errc() || end != value.data() + value.size() || result < 0 || result > most)
    throw bad_option(std::string(name) + " takes a number from 0 to " + std::to_string(most) +
                     ", not '" + std::string(value) + "'");
  return result;
}

static std::string text_of(std::string_view name, std::string_view value) {
  if (value.empty())
    throw bad_option(std::string(name) + " is empty");
  return std::string(value);
}

// The program may go to another directory, or close every file: the path is made absolute now,
// and the file is opened again when there is something to write.
static std::string writable(std::string_view name, std::string_view value) {
  std::string path = text_of(name, value);
  if (path.front() != '/')
    if (const std::unique_ptr<char, decltype(&free)> here(get_current_dir_name(), free); here)
      path = std::string(here.get()) + '/' + path;
  const int file = open(path.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0666);
  if (file < 0)
    throw bad_option("cannot write to " + path + ": " + strerror(errno));
  close(file);
  return path;
}

static void read_option(options &options, std::string_view text) {
  const std::size_t equals = text.find('=');
  const auto name = text.substr(0, equals);
  const auto value = equals == text.npos ? std::string_view() : text.substr(equals + 1);
  if (name == "exitcode")
    options.exit_code = number(name, value, 255);
  else if (name == "ignore_name")
    options.ignored_names.push_back(text_of(name, value));
  else if (name == "ignore_creator")
    options.ignored_creators.push_back(text_of(name, value));
  else if (name == "ignore_detached")
    options.ignore_detached = number(name, value, 1) == 1;
  else if (name == "log")
    options.log = writable(name, value);
  else if (name == "retry_ms")
    options.patience = std::chrono::milliseconds(number(name, value, 3'600'000));
  else if (name == "quiet")
    options.quiet = number(name, value, 1) == 1;
  else if (name == "help")
    options.help = number(name, value, 1) == 1;
  else
    throw bad_option("there is no option '" + std::string(name) + "'; help=1 lists them");
}

options parse_options(std::string_view text) {
  options result;
  while (!text.empty()) {
    const std::size_t end = end_of_option(text);
    if (end > 0)
      read_option(result, text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return result;
}

} // namespace sc::leak
