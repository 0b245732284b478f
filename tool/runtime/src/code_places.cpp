#include "code_places.h"

#include <cstdlib>
#include <cxxabi.h>
#include <dlfcn.h>
#include <memory>
#include <unistd.h>

namespace sc::leak {

// The loader knows the program only by the name that it was called by.
static std::string path_of_program() {
  char path[4096];
  const auto length = readlink("/proc/self/exe", path, sizeof path);
  return length > 0 ? std::string(path, static_cast<std::size_t>(length)) : std::string();
}

static std::string demangled(const char *name) {
  int status = 0;
  const std::unique_ptr<char, decltype(&free)> text(
      abi::__cxa_demangle(name, nullptr, nullptr, &status), free);
  return text ? text.get() : name;
}

const code_place &code_places::of_call(const void *return_address) {
  // The call ends before that, maybe at the very end of its function.
  return at(reinterpret_cast<std::uintptr_t>(return_address) - 1);
}

const code_place &code_places::of_function(void (*function)()) {
  return at(reinterpret_cast<std::uintptr_t>(function));
}

const code_place &code_places::at(std::uintptr_t address) {
  const auto [found, is_new] = places_.try_emplace(address);
  auto &place = found->second;
  if (!is_new)
    return place;
  place.offset = address;
  Dl_info info = {};
  void *extra = nullptr;
  if (dladdr1(reinterpret_cast<void *>(address), &info, &extra, RTLD_DL_LINKMAP) == 0)
    return place;
  const auto *object = static_cast<const link_map *>(extra);
  place.offset = address - object->l_addr;
  place.file = *object->l_name != '\0' ? object->l_name : path_of_program();
  if (place.file.empty())
    place.file = info.dli_fname;
  std::string name =
      files_.try_emplace(place.file, place.file.c_str()).first->second.function_at(place.offset);
  if (name.empty() && info.dli_sname != nullptr)
    name = info.dli_sname;
  if (!name.empty())
    place.function = demangled(name.c_str());
  return place;
}

} // namespace sc::leak
