#include "Patch.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"

using namespace llvm;

namespace sc_lint {

//===-- Names ---------------------------------------------------------------===//

/// The name in "NAME", "NAME\tDATE", or in C's quotes, as git writes it where it has to.
static std::string nameIn(StringRef Text) {
  Text = Text.rtrim('\r');
  if (!Text.consume_front("\""))
    return Text.split('\t').first.str();
  std::string Name;
  while (!Text.empty() && Text.front() != '"') {
    char C = Text.front();
    Text = Text.drop_front();
    unsigned Octal = 0;
    if (C == '\\' && !Text.take_front(3).getAsInteger(8, Octal)) {
      C = static_cast<char>(Octal);
      Text = Text.drop_front(std::min<size_t>(3, Text.size()));
    } else if (C == '\\' && !Text.empty()) {
      const size_t Known = StringRef("abtnvfr").find(Text.front());
      C = Known == StringRef::npos ? Text.front() : "\a\b\t\n\v\f\r"[Known];
      Text = Text.drop_front();
    }
    Name += C;
  }
  return Name;
}

/// The name in a line that begins with "--- " or "+++ ". With -N, diff gives a file that is not
/// there the first date of all.
static std::string sideIn(StringRef Text) {
  const std::string Name = nameIn(Text);
  const StringRef Date = Text.split('\t').second;
  const bool IsNone =
      Name == "/dev/null" || Date.starts_with("1970-01-01 ") || Date.starts_with("1969-12-31 ");
  return IsNone ? "" : Name;
}

//===-- The reader ----------------------------------------------------------===//

namespace {

/// The lines that one "@@ -1,2 +1,3 @@" speaks of.
struct HunkHead {
  size_t Old = 0, OldCount = 1, New = 0, NewCount = 1;

  static std::optional<HunkHead> parse(StringRef Line);
};

class PatchReader {
public:
  explicit PatchReader(StringRef Text) {
    Text.consume_back("\n");
    Text.split(Lines, '\n');
  }

  Expected<std::vector<FilePatch>> read();

private:
  StringRef take() { return Lines[Next++]; }
  StringRef peek() const { return Next < Lines.size() ? Lines[Next] : StringRef(); }

  /// What is known of a file while it is read.
  struct Open {
    bool IsCopy = false, IsLink = false;
    bool HasHead = false, HasSides = false, HasMore = false;
  };

  FilePatch &current();
  Error close();
  Expected<bool> takeName(StringRef Line);
  Error takeHunk(HunkHead Left);

  SmallVector<StringRef, 0> Lines;
  size_t Next = 0;
  std::vector<FilePatch> Files;
  std::optional<Open> Last; ///< The last file may get more lines.
};

} // namespace

std::optional<HunkHead> HunkHead::parse(StringRef Line) {
  HunkHead Head;
  const auto Number = [&](size_t &Value) { return !Line.consumeInteger(10, Value); };
  const auto Range = [&](size_t &Start, size_t &Count) {
    return Number(Start) && (!Line.consume_front(",") || Number(Count));
  };
  if (!Line.consume_front("@@ -") || !Range(Head.Old, Head.OldCount) || !Line.consume_front(" +") ||
      !Range(Head.New, Head.NewCount) || !Line.starts_with(" @@"))
    return std::nullopt;
  // Where there is no line, the one before it is named.
  Head.Old += Head.OldCount == 0;
  Head.New += Head.NewCount == 0;
  return Head;
}

FilePatch &PatchReader::current() {
  if (!Last) {
    Files.emplace_back();
    Last.emplace();
  }
  return Files.back();
}

/// Nothing more comes of the last file.
///
/// Errors: something should have.
Error PatchReader::close() {
  if (!Last)
    return Error::success();
  FilePatch &File = Files.back();
  const bool IsCut = Last->HasSides ? File.Edits.empty() : Last->HasHead && !Last->HasMore;
  if (IsCut)
    return createStringError("it is cut off: a file has no lines in it");
  if (Last->IsCopy)
    File.OldName.clear();
  if (Last->IsLink)
    File.OldName = File.NewName = "";
  Last.reset();
  return Error::success();
}

/// True if \p Line, of the head of a file, says that it is a link.
static bool isOfLink(StringRef Line) {
  return Line.ends_with(" 120000") && (Line.starts_with("index ") || Line.contains(" mode "));
}

/// Takes in what \p Line says about the name of a file. True if it does.
///
/// Errors: see close().
Expected<bool> PatchReader::takeName(StringRef Line) {
  if (Line.starts_with("diff --git ")) {
    if (Error Err = close())
      return std::move(Err);
    (void)current();
    Last->HasHead = true;
    return true;
  }
  if (Line.starts_with("--- ") && peek().starts_with("+++ ")) {
    if (Last && Last->HasSides)
      if (Error Err = close())
        return std::move(Err);
    current().OldName = sideIn(Line.drop_front(4));
    current().NewName = sideIn(take().drop_front(4));
    Last->HasSides = true;
    return true;
  }
  if (!Last || !Last->HasHead || Last->HasSides)
    return false;
  Last->HasMore |= !Line.empty();
  Last->IsLink |= isOfLink(Line);
  Last->IsCopy |= Line.starts_with("copy from ");
  if (Line.consume_front("rename from "))
    current().OldName = "a/" + nameIn(Line);
  else if (Line.consume_front("rename to ") || Line.consume_front("copy to "))
    current().NewName = "b/" + nameIn(Line);
  return true;
}

Error PatchReader::takeHunk(HunkHead Left) {
  std::vector<LineEdit> &Edits = current().Edits;
  auto &Kept = current().Kept;
  bool Continues = false; // The last edit.
  while (Left.OldCount || Left.NewCount) {
    if (Next == Lines.size())
      return createStringError("it ends within a hunk");
    const StringRef Line = take();
    if (Line.starts_with("\\")) // No newline at end of file.
      continue;
    const bool IsOld = !Line.starts_with("+"), IsNew = !Line.starts_with("-");
    if ((IsOld && IsNew && !Line.empty() && Line.front() != ' ' && Line.front() != '\r') ||
        (IsOld && !Left.OldCount) || (IsNew && !Left.NewCount))
      return createStringError("line " + Twine(Next) + " is not the line of a hunk");
    if (!(IsOld && IsNew)) {
      if (!Continues)
        Edits.push_back({Left.Old, Left.New, {}, {}});
      (IsOld ? Edits.back().Removed : Edits.back().Added).push_back(Line.drop_front().str());
    } else
      Kept.emplace_back(Left.New, Line.drop_front(!Line.empty() && Line.front() == ' ').str());
    Continues = !(IsOld && IsNew);
    Left.Old += IsOld;
    Left.OldCount -= IsOld;
    Left.New += IsNew;
    Left.NewCount -= IsNew;
  }
  return Error::success();
}

/// Leaves out of \p Edit what is the same before and after: the last line, if only its end has
/// changed.
static void trim(LineEdit &Edit) {
  while (!Edit.Removed.empty() && !Edit.Added.empty() &&
         Edit.Removed.front() == Edit.Added.front()) {
    Edit.Removed.erase(Edit.Removed.begin());
    Edit.Added.erase(Edit.Added.begin());
    ++Edit.OldLine;
    ++Edit.NewLine;
  }
}

Expected<std::vector<FilePatch>> PatchReader::read() {
  while (Next < Lines.size()) {
    const StringRef Line = take();
    if (Line.starts_with("@@@ "))
      return createStringError("it is the diff of a merge; make one against a single commit");
    if (const auto Head = Last ? HunkHead::parse(Line) : std::nullopt) {
      if (Error Err = takeHunk(*Head))
        return std::move(Err);
      continue;
    }
    auto IsName = takeName(Line);
    if (!IsName)
      return IsName.takeError();
  }
  if (Error Err = close())
    return std::move(Err);
  // Nothing but its head says what an empty file is called, one that is no text, or one of which
  // only the mode has changed.
  erase_if(Files,
           [](const FilePatch &File) { return File.OldName.empty() && File.NewName.empty(); });
  for (FilePatch &File : Files)
    for_each(File.Edits, trim);
  return std::move(Files);
}

Expected<std::vector<FilePatch>> parsePatch(StringRef Text) {
  if (Text.starts_with("\x1b[") || Text.contains("\n\x1b["))
    return createStringError("it has colours in it; write it with --no-color");
  PatchReader Reader(Text);
  auto Files = Reader.read();
  if (Files && Files->empty() && !Text.trim().empty() && !Text.contains("diff --git "))
    return createStringError("it has no file in it; a unified diff has lines that begin with "
                             "'--- ' and '+++ '");
  return Files;
}

//===-- Back ----------------------------------------------------------------===//

static bool isSame(StringRef A, StringRef B) { return A.rtrim('\r') == B.rtrim('\r'); }

Expected<std::string> revert(StringRef New, const FilePatch &Patch) {
  SmallVector<StringRef, 0> Lines;
  New.split(Lines, '\n');
  const auto Other = [](size_t Line) {
    return createStringError("line " + Twine(Line) + " is not as the patch makes it");
  };
  for (const auto &[Line, Text] : Patch.Kept)
    if (Line > Lines.size() || !isSame(Lines[Line - 1], Text))
      return Other(Line);
  std::vector<StringRef> Old;
  size_t Next = 0;
  for (const LineEdit &Edit : Patch.Edits) {
    const size_t Start = Edit.NewLine - 1, End = Start + Edit.Added.size();
    if (Start < Next || End > Lines.size())
      return Other(Edit.NewLine);
    for (size_t I = 0; I < Edit.Added.size(); ++I)
      if (!isSame(Lines[Start + I], Edit.Added[I]))
        return Other(Edit.NewLine + I);
    append_range(Old, ArrayRef(Lines).slice(Next, Start - Next));
    append_range(Old, Edit.Removed);
    Next = End;
  }
  append_range(Old, ArrayRef(Lines).drop_front(Next));
  return join(Old, "\n");
}

} // namespace sc_lint
