#include "elf_symbols.h"

#include <algorithm>
#include <cstring>
#include <elf.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace sc::leak {

elf_symbols::elf_symbols(const char *path) : file_(open(path, O_RDONLY | O_CLOEXEC)) {
  struct stat status;
  if (file_ < 0 || fstat(file_, &status) != 0 || !S_ISREG(status.st_mode))
    return;
  size_ = static_cast<std::uint64_t>(status.st_size);
  read_symbols();
}

elf_symbols::~elf_symbols() {
  if (file_ >= 0)
    close(file_);
}

// Read, not mapped: a file that shrinks under a mapping would end the program.
template <class T>
std::vector<T> elf_symbols::read(std::uint64_t offset, std::uint64_t count) const {
  if (offset > size_ || count > (size_ - offset) / sizeof(T))
    return {};
  std::vector<T> result(count);
  const auto bytes = static_cast<ssize_t>(count * sizeof(T));
  if (pread(file_, result.data(), count * sizeof(T), static_cast<off_t>(offset)) != bytes)
    return {};
  return result;
}

void elf_symbols::read_symbols() {
  const auto header = read<ElfW(Ehdr)>(0, 1);
  if (header.empty() || std::memcmp(header[0].e_ident, ELFMAG, SELFMAG) != 0 ||
      header[0].e_shentsize != sizeof(ElfW(Shdr)))
    return;
  const auto sections = read<ElfW(Shdr)>(header[0].e_shoff, header[0].e_shnum);
  for (const auto &section : sections) {
    if (section.sh_type != SHT_SYMTAB || section.sh_link >= sections.size())
      continue;
    names_ = sections[section.sh_link].sh_offset;
    symbols_ = read<ElfW(Sym)>(section.sh_offset, section.sh_size / sizeof(ElfW(Sym)));
  }
}

std::string elf_symbols::function_at(std::uintptr_t address) const {
  for (const auto &symbol : symbols_) {
    // The type is in the low bits in both classes of ELF.
    if (ELF64_ST_TYPE(symbol.st_info) != STT_FUNC || address < symbol.st_value ||
        address - symbol.st_value >= symbol.st_size)
      continue;
    const std::uint64_t begin = names_ + symbol.st_name;
    constexpr std::uint64_t longest = 16384;
    const auto name = read<char>(begin, std::min(longest, size_ - std::min(begin, size_)));
    return std::string(name.begin(), std::find(name.begin(), name.end(), '\0'));
  }
  return {};
}

} // namespace sc::leak
