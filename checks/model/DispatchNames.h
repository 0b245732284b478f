#pragma once

#include "llvm/ADT/StringRef.h"

/// How facts name a virtual call: "virtual acme::Task::run as void (int)", which stands for
/// whatever function such a call runs. The type tells overloads apart.
namespace clang::tidy::structured {

constexpr llvm::StringLiteral DispatchPrefix = "virtual ", DispatchType = " as ";

inline bool isDispatch(llvm::StringRef Name) { return Name.starts_with(DispatchPrefix); }

/// The full name of the function that \p Name, of a virtual call, spells, or else \p Name.
inline llvm::StringRef functionOf(llvm::StringRef Name) {
  return Name.consume_front(DispatchPrefix) ? Name.substr(0, Name.rfind(DispatchType)) : Name;
}

/// The function's own name: "run".
inline llvm::StringRef lastNameOf(llvm::StringRef Name) {
  Name = functionOf(Name);
  return Name.substr(Name.rfind(':') + 1);
}

} // namespace clang::tidy::structured
