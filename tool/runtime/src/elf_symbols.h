#pragma once

#include <cstdint>
#include <link.h>
#include <string>
#include <vector>

namespace sc::leak {

/// The functions of an ELF file, also those that it does not export.
///
/// A file that cannot be read, or has no symbols, has no functions.
///
/// Errors: `std::bad_alloc`.
class elf_symbols {
public:
  explicit elf_symbols(const char *path);
  ~elf_symbols();

  elf_symbols(const elf_symbols &) = delete;
  elf_symbols &operator=(const elf_symbols &) = delete;

  /// The mangled name of the function that holds an address of the file. Empty if none does.
  std::string function_at(std::uintptr_t address) const;

private:
  template <class T> std::vector<T> read(std::uint64_t offset, std::uint64_t count) const;
  void read_symbols();

  int file_;
  std::uint64_t size_ = 0;
  std::uint64_t names_ = 0; ///< Where they begin in the file.
  std::vector<ElfW(Sym)> symbols_;
};

} // namespace sc::leak
