#pragma once

#include "elf_symbols.h"

#include <cstdint>
#include <map>
#include <string>

namespace sc::leak {

/// An address of code, as a reader knows it.
struct code_place {
  std::string function;      ///< Demangled. Empty if it is not known.
  std::string file;          ///< Empty if no file is loaded there (any more).
  std::uintptr_t offset = 0; ///< In the file, as addr2line takes it; or else the address.
};

/// Finds the places of addresses.
///
/// Errors: `std::bad_alloc`.
class code_places {
public:
  /// The place of the call that returns to an address.
  const code_place &of_call(const void *return_address);

  /// The place of a function.
  const code_place &of_function(void (*function)());

private:
  const code_place &at(std::uintptr_t address);

  std::map<std::uintptr_t, code_place> places_;
  std::map<std::string, elf_symbols> files_;
};

} // namespace sc::leak
