#pragma once

#include "clang-tidy/ClangTidyDiagnosticConsumer.h"
#include "clang/Tooling/CompilationDatabase.h"
#include "llvm/Support/VirtualFileSystem.h"

namespace sc_lint {

/// Which bodies of functions are parsed.
enum class Bodies {
  All,
  /// Not those in system headers, which no check looks into, but for those that the compiler
  /// needs itself, as they are constexpr or say what the function returns. UnseenBodies tells
  /// whether something could be found only with them.
  OfProject,
};

/// Compiles the unit of \p Command, whose first file is there in \p Files, and gives what the
/// checks that \p Context enables find in it. Does what runClangTidy() of clang-tidy does, but
/// for the bodies.
std::vector<clang::tidy::ClangTidyError>
runChecksOn(clang::tooling::CompileCommand Command, clang::tidy::ClangTidyContext &Context,
            llvm::IntrusiveRefCntPtr<llvm::vfs::OverlayFileSystem> Files, Bodies Parsed);

using AstReader = llvm::function_ref<void(clang::ASTContext &)>;

/// Parses the unit of \p Command, as \p Configured for it, with the bodies of its own source, and
/// lets \p Read look at it, also if it does not compile.
void parse(clang::tooling::CompileCommand Command, const clang::tidy::ClangTidyOptions &Configured,
           llvm::IntrusiveRefCntPtr<llvm::vfs::OverlayFileSystem> Files, AstReader Read);

} // namespace sc_lint
