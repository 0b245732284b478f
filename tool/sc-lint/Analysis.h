#pragma once

#include "Options.h"
#include "UnitReport.h"
#include "UnseenHeaders.h"
#include "cache/ResultCache.h"
#include "prefilter/Prefilter.h"
#include "clang/Tooling/CompilationDatabase.h"
#include <map>
#include <set>

namespace sc_lint {

/// What may save the analysis of a unit, and what is noted of it, if it is there.
struct Shortcuts {
  clang::tidy::ClangTidyOptionsProvider *Configuration = nullptr; ///< Where the others are.
  Prefilter *Filter = nullptr;
  ResultCache *Cache = nullptr;
  SeenHeaders *Seen = nullptr;
};

/// \p Command for our Clang, whose own headers have to be named, and without precompiled
/// headers, which are another's or out of date.
clang::tooling::CompileCommand plainCommand(const clang::tooling::CompileCommand &Command);

/// Runs the checks over one translation unit, by clang-tidy's own library, so
/// that configuration, NOLINT and header filters mean what they mean there. The files are
/// as \p Edited says.
UnitReport analyze(const clang::tooling::CompileCommand &Command, const Options &Given,
                   const EditedFiles &Edited, const Shortcuts &By = {});

/// What the program wants to know of a unit for the sake of others.
struct Question {
  enum class Kind {
    Throwers,  ///< Whether functions throw, by their full names.
    Overriders ///< Which functions virtual calls may run.
  };
  Kind What = Kind::Throwers;
  /// What is asked for, and with Overriders the files that the unit tells of for all units.
  std::map<std::string, std::set<std::string>> Names;
  bool AllBodies = false; ///< Also of system headers.
};

/// The answer, as facts of the unit of \p Command, and nothing else of it.
UnitReport answer(const clang::tooling::CompileCommand &Command, const Question &Asked,
                  const Options &Given, const Shortcuts &By);

} // namespace sc_lint
