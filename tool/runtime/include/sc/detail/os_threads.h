#pragma once

// The threads of the process, whoever started them, as the kernel lists them.

#include <cstddef>
#include <cstdlib>
#include <fstream>
#include <string>
#include <vector>

#if defined(__linux__)
#include <dirent.h>
#include <dlfcn.h>
#endif

namespace sc::detail {

/// Their numbers. None where the kernel does not say. Errors: `std::bad_alloc`.
inline std::vector<long> os_threads() {
  std::vector<long> found;
#if defined(__linux__)
  DIR* const folder = opendir("/proc/self/task");
  if (!folder) return found;
  try {
    while (const dirent* const entry = readdir(folder))
      if (const long number = std::strtol(entry->d_name, nullptr, 10)) found.push_back(number);
  } catch (...) {
    closedir(folder);
    throw;
  }
  closedir(folder);
#endif
  return found;
}

/// "" if it has ended.
inline std::string name_of_os_thread(long number) {
  std::ifstream file("/proc/self/task/" + std::to_string(number) + "/comm");
  std::string name;
  std::getline(file, name);
  return name;
}

/// The calls that started it, a line for each, as `    #0 function (file+offset)`; ""
/// unless libsc-leak.so is loaded in front of the program.
inline std::string creation_of_os_thread(long number) {
#if defined(__linux__)
  using ask = std::size_t (*)(long, char*, std::size_t);
  static const auto creator_of = reinterpret_cast<ask>(dlsym(RTLD_DEFAULT, "sc_leak_creator_of"));
  if (!creator_of) return "";
  std::string text(creator_of(number, nullptr, 0), '\0');
  if (!text.empty()) creator_of(number, text.data(), text.size() + 1);
  return text;
#else
  static_cast<void>(number);
  return "";
#endif
}

}  // namespace sc::detail
