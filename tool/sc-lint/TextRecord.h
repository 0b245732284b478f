#pragma once

#include "llvm/ADT/StringExtras.h"
#include <functional>
#include <string>

namespace sc_lint {

/// Writes what RecordReader reads: numbers and strings, one after the other. Not YAML, because
/// neither the names of files nor what a fix inserts need be UTF-8.
class RecordWriter {
public:
  using Change = std::function<std::string(llvm::StringRef)>;

  RecordWriter() = default;
  /// \p Made: what is written in place of each string.
  explicit RecordWriter(Change Made) : Made(std::move(Made)) {}

  void operator()(uint64_t Number) { Text += llvm::utostr(Number) + ' '; }
  void operator()(llvm::StringRef String) {
    const std::string Changed = Made ? Made(String) : "";
    const llvm::StringRef Written = Made ? llvm::StringRef(Changed) : String;
    (*this)(uint64_t(Written.size()));
    Text += Written;
  }
  template <class T, class F> void each(const T &Range, F Write) {
    (*this)(uint64_t(std::distance(Range.begin(), Range.end())));
    for (const auto &Item : Range)
      Write(Item);
  }

  std::string Text;

private:
  Change Made;
};

/// Reads what RecordWriter has written. After what is none of that, all that is read is empty.
class RecordReader {
public:
  /// \p Made: what is given in place of each string.
  explicit RecordReader(llvm::StringRef Text, RecordWriter::Change Made = {})
      : Rest(Text), Made(std::move(Made)) {}

  uint64_t number() {
    uint64_t Number = 0;
    require(!Rest.consumeInteger(10, Number) && Rest.consume_front(" "));
    return Failed ? 0 : Number;
  }
  unsigned count() { return static_cast<unsigned>(number()); }
  std::string string() {
    const uint64_t Size = number();
    require(Size <= Rest.size());
    const llvm::StringRef String = Rest.take_front(Failed ? 0 : Size);
    Rest = Rest.drop_front(String.size());
    return Made ? Made(String) : String.str();
  }
  template <class F> void each(F Read) {
    for (uint64_t Left = number(); Left && !Failed; --Left)
      Read();
  }
  void require(bool Condition) { Failed |= !Condition; }
  bool isDone() const { return !Failed && Rest.empty(); }

private:
  llvm::StringRef Rest;
  RecordWriter::Change Made;
  bool Failed = false;
};

} // namespace sc_lint
