#pragma once

#include "SpawnTable.h"
#include "clang/AST/Decl.h"

namespace clang::tidy::structured {

/// How an object holds threads.
enum class Holding {
  Nothing,
  One,   ///< It is a thread.
  Boxed, ///< It is a smart pointer or an optional.
  Many,  ///< It is a container or an array.
};

/// That, and by what such a thread is made.
struct ThreadHolder {
  Holding How = Holding::Nothing;
  const SpawnApi *Api = nullptr;
};

/// How an object of type \p T holds threads that do not join by themselves. What
/// a pointer or a reference leads to is somebody else's.
ThreadHolder threadHolder(QualType T, const SpawnTable &Table);

/// True if \p Method, of a class of threads, joins or detaches one.
bool givesUpThread(const CXXMethodDecl &Method);

} // namespace clang::tidy::structured
