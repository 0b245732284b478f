#pragma once

#include "TextRecord.h"
#include "checks/model/ProgramFacts.h"
#include "clang-tidy/ClangTidyDiagnosticConsumer.h"
#include "fix/EditedFiles.h"
#include "llvm/Support/Error.h"
#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace sc_lint {

/// What the analysis of one translation unit gave.
struct UnitReport {
  std::string File; ///< Its source, absolute. Not in the text of the report.
  std::vector<clang::tidy::ClangTidyError> Findings;
  /// Findings that hold only if the rest of the program does not say otherwise.
  std::vector<clang::tidy::ClangTidyError> Conditional;
  /// What the unit tells the program, and the folder in which its files are named.
  clang::tidy::structured::ProgramFacts Facts;
  std::string Directory;
  /// That under which a settlement has taken the facts. Not in the text of the report.
  std::optional<size_t> Number;
  unsigned SuppressedByNolint = 0;
  /// The functions that start what they are given, as entries of the list SpawnApis.
  std::vector<std::string> Starters;
  /// Those of the project that it has read, if these are asked for.
  std::vector<ReadFile> Files;
  /// All files that it has read, by absolute paths, if a depfile is asked for.
  std::vector<std::string> Inputs;
  /// Headers of the project that its worker has read for it, and for no unit before, by their
  /// real paths.
  std::vector<std::string> SeenHeaders;
  /// The first warning that the unit's own build takes for an error, or "". Looked for with
  /// fixes only, which must not add one.
  std::string FatalWarning;
  /// False if it was clear without parsing it that nothing is to be found.
  bool IsParsed = true;
  /// True if it is from an earlier run: nothing that it depends on has changed.
  bool IsKnown = false;
  /// Why the unit could not be analysed to its end, or "".
  std::string Failure;
  /// True if this run has parsed it.
  bool isNew() const { return IsParsed && !IsKnown; }
  /// How long this run took to analyse it. Not in the text of the report.
  std::chrono::duration<double> Time{0};
  /// What its worker wrote to stderr, if that has died of it. Not in the text of the report.
  std::optional<std::string> LastWords;

  /// True if \p Finding is an error of the compiler, not a finding of a check.
  static bool isCompileError(const clang::tidy::ClangTidyError &Finding);
  /// The first of these, or else why the unit could not be analysed, or "".
  std::string compileError() const;
};

/// \p Report as a part of a text.
void write(RecordWriter &Out, const UnitReport &Report);
UnitReport readReport(RecordReader &In);

/// The report as text, for the way from a worker process to its parent.
std::string serialize(const UnitReport &Report);

/// Errors: \p Text is not what serialize() writes.
llvm::Expected<UnitReport> deserialize(llvm::StringRef Text);

} // namespace sc_lint
