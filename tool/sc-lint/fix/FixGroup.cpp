#include "FixGroup.h"
#include "../DisplayPath.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/GlobPattern.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/xxhash.h"
#include <fmt/format.h>
#include <map>
#include <tuple>

using clang::tidy::ClangTidyError;
using clang::tooling::DiagnosticMessage;
using clang::tooling::Replacement;
using namespace llvm;

namespace sc_lint {

static constexpr size_t FingerprintDigits = 12;

static auto place(const Replacement &Edit) {
  return std::make_tuple(Edit.getFilePath(), Edit.getOffset(), Edit.getLength(),
                         Edit.getReplacementText());
}

std::string FixGroup::identity() const {
  std::string Text = Check + "\n" + Effect + "\n" + File;
  for (const Replacement &Edit : Edits)
    Text += ("\n" + Edit.getFilePath() + "\n" + Edit.getReplacementText()).str();
  return Text;
}

/// Each file's one name, however the units spell it.
class RealNames {
public:
  std::string operator()(StringRef Path, StringRef Folder) {
    SmallString<256> Absolute(Path);
    sys::path::make_absolute(Folder, Absolute);
    auto [Known, New] = Names.try_emplace(Absolute);
    if (New) {
      SmallString<256> Real;
      Known->second = sys::fs::real_path(Absolute, Real) ? "" : Real.str().str();
    }
    return Known->second;
  }

private:
  StringMap<std::string> Names;
};

/// What \p Message changes; nothing if a file of it is gone.
static std::vector<Replacement> editsOf(const DiagnosticMessage &Message, StringRef Folder,
                                        RealNames &NameOf) {
  std::vector<Replacement> Edits;
  for (const auto &[File, Changes] : Message.Fix) {
    const std::string Real = NameOf(File, Folder);
    if (Real.empty())
      return {};
    for (const Replacement &Edit : Changes)
      Edits.emplace_back(Real, Edit.getOffset(), Edit.getLength(), Edit.getReplacementText());
  }
  sort(Edits, [](const Replacement &A, const Replacement &B) { return place(A) < place(B); });
  return Edits;
}

/// The fix of \p Finding that is to be applied at \p Level; without edits if there is none.
static FixGroup fixOf(const ClangTidyError &Finding, FixLevel Level, RealNames &NameOf) {
  FixGroup Fix;
  Fix.Check = Finding.DiagnosticName;
  Fix.File = NameOf(Finding.Message.FilePath, Finding.BuildDirectory);
  Fix.Offset = Finding.Message.FileOffset;
  Fix.Safe = !Finding.Message.Fix.empty();
  if (Fix.Safe)
    Fix.Edits = editsOf(Finding.Message, Finding.BuildDirectory, NameOf);
  for (const DiagnosticMessage &Note : Finding.Notes) {
    StringRef Text = Note.Message;
    if (Text.consume_front(Fix.Safe ? "fix (safe): " : "fix (review): ")) {
      Fix.Effect = Text.str();
      if (!Fix.Safe && Level == FixLevel::Review)
        Fix.Edits = editsOf(Note, Finding.BuildDirectory, NameOf);
      break;
    }
  }
  return Fix;
}

std::vector<FixGroup> collectFixes(const std::vector<UnitReport> &Reports, FixLevel Level) {
  RealNames NameOf;
  std::map<std::string, FixGroup> Known;
  for (size_t Unit = 0; Unit < Reports.size(); ++Unit)
    for (const ClangTidyError &Finding : Reports[Unit].Findings) {
      if (!StringRef(Finding.DiagnosticName).starts_with("structured-"))
        continue;
      FixGroup Fix = fixOf(Finding, Level, NameOf);
      if (Fix.Edits.empty())
        continue;
      std::string Key = Fix.identity();
      for (const Replacement &Edit : Fix.Edits)
        Key += "\n" + utostr(Edit.getOffset());
      FixGroup &One = Known.try_emplace(Key, std::move(Fix)).first->second;
      if (One.Units.empty() || One.Units.back() != Unit)
        One.Units.push_back(Unit);
    }
  std::vector<FixGroup> All;
  for (auto &Each : Known)
    All.push_back(std::move(Each.second));
  sort(All, [](const FixGroup &A, const FixGroup &B) {
    return std::tie(A.File, A.Offset, A.Check) < std::tie(B.File, B.Offset, B.Check);
  });
  return All;
}

void nameFixes(std::vector<FixGroup> &Fixes, StringRef Root) {
  StringMap<unsigned> Alike;
  for (FixGroup &Fix : Fixes) {
    std::string Text = Fix.Check + "\n" + displayPath(Fix.File, Root.rtrim('/'));
    for (const Replacement &Edit : Fix.Edits)
      Text += "\n" + displayPath(Edit.getFilePath(), Root.rtrim('/')) + "\n" +
              Edit.getReplacementText().str();
    const unsigned Before = Alike[Text]++;
    Fix.Fingerprint = fmt::format("{:016x}", xxh3_64bits(Text + "\n" + utostr(Before)))
                          .substr(0, FingerprintDigits);
  }
}

bool isFingerprint(StringRef Text) {
  return Text.size() == FingerprintDigits &&
         all_of(Text, [](char C) { return isDigit(C) || (C >= 'a' && C <= 'f'); });
}

/// True if \p Item of --fix-only names \p Fix: by its check, its fingerprint, or a glob of its
/// file.
static bool names(StringRef Item, const FixGroup &Fix, StringRef Folder) {
  if (isFingerprint(Item))
    return Item == Fix.Fingerprint;
  if (Item == Fix.Check || ("structured-" + Item).str() == Fix.Check)
    return true;
  Expected<GlobPattern> Glob = GlobPattern::create(Item);
  if (!Glob) {
    consumeError(Glob.takeError());
    return false;
  }
  return Glob->match(Fix.File) || Glob->match(displayPath(Fix.File, Folder));
}

bool isNamed(const FixGroup &Fix, ArrayRef<std::string> Only, StringRef Folder) {
  return Only.empty() || any_of(Only, [&](StringRef Item) { return names(Item, Fix, Folder); });
}

} // namespace sc_lint
