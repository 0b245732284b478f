#pragma once

#include "clang-tidy/ClangTidyDiagnosticConsumer.h"
#include "clang/Lex/Preprocessor.h"
#include "clang/Tooling/CompilationDatabase.h"
#include "llvm/Support/VirtualFileSystem.h"
#include <functional>

namespace sc_lint {

/// Which bodies of functions are parsed.
enum class Bodies {
  All,
  /// Not those in system headers, which no check looks into, but for those that the compiler
  /// needs itself, as they are constexpr or say what the function returns. UnseenBodies tells
  /// whether something could be found only with them.
  OfProject,
};

using FilesAsSeen = llvm::IntrusiveRefCntPtr<llvm::vfs::OverlayFileSystem>;

/// Compiles the unit of \p Command, whose first file is there in \p Files, and gives what the
/// checks that \p Context enables find in it. Does what runClangTidy() of clang-tidy does, but
/// for the bodies.
std::vector<clang::tidy::ClangTidyError> runChecksOn(clang::tooling::CompileCommand Command,
                                                     clang::tidy::ClangTidyContext &Context,
                                                     FilesAsSeen Files, Bodies Parsed);

/// Looks at a unit.
struct UnitReader {
  /// When its tree is complete, also if it does not compile.
  std::function<void(clang::ASTContext &)> Finish;
  /// Before it is read.
  std::function<void(clang::Preprocessor &)> Begin = [](clang::Preprocessor &) {};
  Bodies Parsed = Bodies::OfProject;
};

/// Parses the unit of \p Command, as \p Configured for it, and lets \p Read look at it.
void parse(clang::tooling::CompileCommand Command, const clang::tidy::ClangTidyOptions &Configured,
           FilesAsSeen Files, const UnitReader &Read);

} // namespace sc_lint
