#include "Merge.h"
#include "PathNames.h"
#include "llvm/ADT/STLExtras.h"
#include <tuple>

using clang::tidy::ClangTidyError;
using clang::tooling::DiagnosticMessage;
using namespace llvm;

namespace sc_lint {

static void rename(DiagnosticMessage &Message, function_ref<std::string(StringRef)> NameOf) {
  Message.FilePath = NameOf(Message.FilePath);
  for (auto &Range : Message.Ranges)
    Range.FilePath = NameOf(Range.FilePath);
  llvm::StringMap<clang::tooling::Replacements> Fix;
  for (const auto &[File, Edits] : Message.Fix)
    for (const clang::tooling::Replacement &Edit : Edits) {
      const std::string Name = NameOf(File);
      // One file under two names: edits that were fine apart may be at odds.
      if (errorToBool(Fix[Name].add(
              {Name, Edit.getOffset(), Edit.getLength(), Edit.getReplacementText()}))) {
        Message.Fix.clear();
        return;
      }
    }
  Message.Fix = std::move(Fix);
}

void renameFiles(ClangTidyError &Finding, function_ref<std::string(StringRef)> NameOf) {
  rename(Finding.Message, NameOf);
  for (DiagnosticMessage &Note : Finding.Notes)
    rename(Note, NameOf);
}

/// What makes two findings one.
static auto identity(const ClangTidyError &F) {
  return std::tie(F.Message.FilePath, F.Message.FileOffset, F.DiagnosticName, F.Message.Message);
}

/// A total order, so that of several alike the same one is always kept.
static bool isBefore(const ClangTidyError &A, const ClangTidyError &B) {
  if (identity(A) != identity(B))
    return identity(A) < identity(B);
  auto NoteKey = [](const DiagnosticMessage &Note) {
    return std::tie(Note.FilePath, Note.FileOffset, Note.Message);
  };
  return std::lexicographical_compare(A.Notes.begin(), A.Notes.end(), B.Notes.begin(),
                                      B.Notes.end(),
                                      [&](const DiagnosticMessage &X, const DiagnosticMessage &Y) {
                                        return NoteKey(X) < NoteKey(Y);
                                      });
}

std::vector<ClangTidyError> merge(std::vector<UnitReport> Reports, StringRef Folder) {
  PathNames NameOf(Folder);
  std::vector<ClangTidyError> All;
  for (UnitReport &Report : Reports)
    for (ClangTidyError &Finding : Report.Findings) {
      renameFiles(Finding, [&](StringRef Path) { return NameOf(Path, Finding.BuildDirectory); });
      Finding.BuildDirectory = Folder.str();
      All.push_back(std::move(Finding));
    }
  sort(All, isBefore);
  All.erase(std::unique(All.begin(), All.end(),
                        [](const ClangTidyError &A, const ClangTidyError &B) {
                          return identity(A) == identity(B);
                        }),
            All.end());
  return All;
}

} // namespace sc_lint
