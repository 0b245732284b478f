#include "Apply.h"
#include "clang/Format/Format.h"
#include "llvm/ADT/STLExtras.h"

using clang::tooling::Range;
using clang::tooling::Replacement;
using clang::tooling::Replacements;
using namespace llvm;

namespace sc_lint {

/// \p Text with the line ends of \p Like.
static std::string withLineEnds(StringRef Text, StringRef Like) {
  if (!Like.contains("\r\n"))
    return Text.str();
  std::string Result;
  for (size_t I = 0; I < Text.size(); ++I) {
    if (Text[I] == '\n' && (I == 0 || Text[I - 1] != '\r'))
      Result += '\r';
    Result += Text[I];
  }
  return Result;
}

namespace {

/// The edits of each file that are to be made together.
class Changes {
public:
  explicit Changes(const EditedFiles &Files) : Files(Files) {}

  /// Adds all edits of \p Fix, or none and gives false.
  Expected<bool> add(const FixGroup &Fix) {
    std::map<std::string, Replacements> More;
    for (const Replacement &Edit : Fix.Edits) {
      const std::string File = Edit.getFilePath().str();
      Expected<StringRef> Content = contentOf(File);
      if (!Content)
        return Content.takeError();
      const Replacement Adapted(File, Edit.getOffset(), Edit.getLength(),
                                withLineEnds(Edit.getReplacementText(), *Content));
      if (isIncluded(Adapted))
        continue;
      Replacements &Of = More.try_emplace(File, ByFile[File]).first->second;
      if (errorToBool(Of.add(Adapted)))
        return false;
    }
    for (auto &[File, Edits] : More)
      ByFile[File] = std::move(Edits);
    return true;
  }

  const std::map<std::string, Replacements> &all() const { return ByFile; }

  Expected<StringRef> contentOf(const std::string &File) {
    const auto Known = Contents.find(File);
    if (Known != Contents.end())
      return StringRef(Known->second);
    Expected<std::string> Content = Files.content(File);
    if (!Content)
      return Content.takeError();
    return StringRef(Contents[File] = std::move(*Content));
  }

private:
  /// True if \p Edit inserts what is inserted there already, as an include.
  bool isIncluded(const Replacement &Edit) const {
    const auto Of = ByFile.find(Edit.getFilePath().str());
    return Edit.getLength() == 0 && Of != ByFile.end() &&
           any_of(Of->second, [&](const Replacement &Other) {
             return Other.getOffset() == Edit.getOffset() && Other.getLength() == 0 &&
                    Other.getReplacementText().contains(Edit.getReplacementText());
           });
  }

  const EditedFiles &Files;
  std::map<std::string, Replacements> ByFile;
  std::map<std::string, std::string> Contents;
};

} // namespace

/// The lines of \p Code, which \p Edits have been applied to, that these have touched.
static std::vector<Range> touchedLines(StringRef Code, const Replacements &Edits) {
  std::vector<Range> Lines;
  for (const Range &Each : Edits.getAffectedRanges()) {
    const size_t Begin = Code.rfind('\n', Each.getOffset()) + 1; // npos + 1 is 0.
    const size_t End = std::min(Code.find('\n', Each.getOffset() + Each.getLength()), Code.size());
    if (Begin < End)
      Lines.emplace_back(Begin, End - Begin);
  }
  return Lines;
}

/// Those of \p Format that stay within one of \p Lines: how it is joined to the lines
/// around it was the author's choice.
static Replacements within(ArrayRef<Range> Lines, const Replacements &Format) {
  Replacements Kept;
  for (const Replacement &Edit : Format)
    if (any_of(Lines, [&](const Range &Line) {
          return Line.getOffset() <= Edit.getOffset() &&
                 Edit.getOffset() + Edit.getLength() <= Line.getOffset() + Line.getLength();
        }))
      cantFail(Kept.add(Edit));
  return Kept;
}

/// Formats what \p Edits have changed in \p Code, if the project says how.
static std::string formatted(std::string Code, StringRef File, const Replacements &Edits) {
  Expected<clang::format::FormatStyle> Style =
      clang::format::getStyle("file", File, /*FallbackStyle=*/"none", Code);
  if (!Style) {
    consumeError(Style.takeError()); // A configuration that nobody can use.
    return Code;
  }
  if (Style->DisableFormat)
    return Code;
  const std::vector<Range> Lines = touchedLines(Code, Edits);
  Expected<std::string> Result = clang::tooling::applyAllReplacements(
      Code, within(Lines, clang::format::reformat(*Style, Code, Lines, File)));
  if (!Result) {
    consumeError(Result.takeError());
    return Code;
  }
  return *Result;
}

Error applyFixes(ArrayRef<const FixGroup *> Fixes, EditedFiles &To,
                 std::vector<const FixGroup *> &Clashes) {
  Changes All(To);
  for (const FixGroup *Fix : Fixes) {
    Expected<bool> Added = All.add(*Fix);
    if (!Added)
      return Added.takeError();
    if (!*Added)
      Clashes.push_back(Fix);
  }
  for (const auto &[File, Edits] : All.all()) {
    Expected<StringRef> Content = All.contentOf(File);
    if (!Content)
      return Content.takeError();
    Expected<std::string> Code = clang::tooling::applyAllReplacements(*Content, Edits);
    if (!Code)
      return Code.takeError();
    if (Error Err = To.set(File, formatted(std::move(*Code), File, Edits)))
      return Err;
  }
  return Error::success();
}

} // namespace sc_lint
