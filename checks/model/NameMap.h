#pragma once

#include "clang/AST/Decl.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringRef.h"

namespace clang::tidy::structured {

/// True if \p Decl is what the fully qualified \p Name ("::std::thread") says.
///
/// Inline and anonymous namespaces do not count, so that the versioned
/// namespaces of standard libraries need no entries of their own.
bool isNamed(const NamedDecl &Decl, llvm::StringRef Name);

/// The name by which isNamed() knows \p Decl, or "" if it has none that others could say.
std::string fullNameOf(const NamedDecl &Decl);

/// Fully qualified names, each with a value.
///
/// Names are anchored and compared part by part: "::connect" does not match
/// "::QObject::connect" (llvm-project#99811 shows what a regular expression
/// does here).
template <class Value> class NameMap {
public:
  /// Adds \p Name, or gives it a new value.
  void set(llvm::StringRef Name, Value V) {
    Bucket &Entries = ByLastPart[Name.substr(Name.rfind(':') + 1)];
    for (auto &[Known, Old] : Entries)
      if (Known == Name) {
        Old = std::move(V);
        return;
      }
    Entries.emplace_back(Name.str(), std::move(V));
  }

  /// The value of \p Decl's name, or null.
  const Value *find(const NamedDecl *Decl) const {
    const IdentifierInfo *Id = Decl ? Decl->getIdentifier() : nullptr;
    if (!Id)
      return nullptr;
    auto Found = ByLastPart.find(Id->getName());
    if (Found == ByLastPart.end())
      return nullptr;
    for (const auto &[Name, V] : Found->second)
      if (isNamed(*Decl, Name))
        return &V;
    return nullptr;
  }

  /// True if \p Name, spelled as it was added, has a value.
  bool contains(llvm::StringRef Name) const {
    auto Found = ByLastPart.find(Name.substr(Name.rfind(':') + 1));
    return Found != ByLastPart.end() &&
           llvm::any_of(Found->second, [&](const auto &Entry) { return Entry.first == Name; });
  }

  /// True if a name with the last part \p Word has a value: "thread" of "::std::thread".
  bool containsLast(llvm::StringRef Word) const { return ByLastPart.contains(Word); }

  /// Calls \p F with each name and its value, in no order.
  template <class Function> void forEach(Function F) const {
    for (const auto &Entry : ByLastPart)
      for (const auto &[Name, V] : Entry.getValue())
        F(llvm::StringRef(Name), V);
  }

private:
  using Bucket = llvm::SmallVector<std::pair<std::string, Value>, 1>;
  llvm::StringMap<Bucket> ByLastPart;
};

} // namespace clang::tidy::structured
