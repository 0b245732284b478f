#pragma once

#include "../Options.h"
#include "Guard.h"
#include "clang/Tooling/CompilationDatabase.h"

namespace sc_lint {

/// What became of fixes.
struct FixOutcome {
  EditedFiles Files;
  unsigned Safe = 0, Review = 0; ///< How many are applied.
  unsigned Older = 0; ///< Findings that could be fixed if their files were compiled as C++17.
  std::map<std::string, unsigned> Refused; ///< Those that are not, by the reason.
  /// A sentence on each fix after which a unit does not compile, and what else is to be said.
  std::vector<std::string> Notes;
  bool IncludesRuntime = false; ///< Something includes the runtime's headers now.
};

/// Applies fixes in memory, until none is left.
///
/// After each round every unit that reads a changed file is analysed again, as it is
/// compiled; a fix after which one does not compile any more is dropped whole.
class Fixer {
public:
  Fixer(const std::vector<clang::tooling::CompileCommand> &Commands, const Options &Given,
        std::string Folder, Guard Files)
      : Commands(Commands), Given(Given), Folder(std::move(Folder)), Files(std::move(Files)) {}

  /// Applies what \p Reports, one for each command, offer; they are then what is found in
  /// the files as they would be. Nothing if the user interrupted it.
  ///
  /// Errors: a file cannot be read, no worker can be started, or no fix has a fingerprint
  /// that is asked for.
  llvm::Expected<std::optional<FixOutcome>> run(std::vector<UnitReport> &Reports);

private:
  using Fixes = std::vector<const FixGroup *>;

  llvm::Error name(std::vector<FixGroup> &Offered, bool First);
  void noteUnmatched(const std::vector<FixGroup> &Offered);
  Fixes choose(const std::vector<FixGroup> &Offered, const std::vector<UnitReport> &Reports);
  llvm::Expected<std::string> failureOf(const Fixes &Tried, EditedFiles &Result,
                                        std::vector<UnitReport> &Reports);
  llvm::Error keepWorking(const Fixes &Tried, std::vector<UnitReport> &Reports);
  void count(const FixGroup &Fix);
  std::string describe(const FixGroup &Fix, const std::string &Why) const;

  const std::vector<clang::tooling::CompileCommand> &Commands;
  const Options &Given;
  const std::string Folder;
  Guard Files;
  FixOutcome Done;
  Fixes Kept;                  ///< Of this round.
  EditedFiles Before;          ///< The files as this round began.
  std::set<std::string> Tried; ///< The identities of fixes that are not to be tried again.
  /// The fingerprints of fixes that are not applied, by their identities.
  std::multimap<std::string, std::string> Named;
  bool Interrupted = false;
};

} // namespace sc_lint
