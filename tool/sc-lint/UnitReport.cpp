#include "UnitReport.h"
#include "program/FactsRecord.h"
#include <map>

using clang::tidy::ClangTidyError;
using clang::tooling::DiagnosticMessage;
using clang::tooling::FileByteRange;
using clang::tooling::Replacement;
using clang::tooling::Replacements;
using llvm::StringRef;

namespace sc_lint {

static void write(RecordWriter &Out, const DiagnosticMessage &Message) {
  Out(Message.Message);
  Out(Message.FilePath);
  Out(Message.FileOffset);
  Out.each(Message.Ranges, [&](const FileByteRange &Range) {
    Out(Range.FilePath);
    Out(Range.FileOffset);
    Out(Range.Length);
  });
  // In the order of their names: that of the map is another in another place.
  std::map<StringRef, const Replacements *> Fix;
  for (const auto &FileAndEdits : Message.Fix)
    Fix[FileAndEdits.first()] = &FileAndEdits.second;
  Out.each(Fix, [&](const auto &FileAndEdits) {
    Out.each(*FileAndEdits.second, [&](const Replacement &Edit) {
      Out(Edit.getFilePath());
      Out(Edit.getOffset());
      Out(Edit.getLength());
      Out(Edit.getReplacementText());
    });
  });
}

static DiagnosticMessage readMessage(RecordReader &In) {
  DiagnosticMessage Message;
  Message.Message = In.string();
  Message.FilePath = In.string();
  Message.FileOffset = In.count();
  In.each([&] {
    FileByteRange Range;
    Range.FilePath = In.string();
    Range.FileOffset = In.count();
    Range.Length = In.count();
    Message.Ranges.push_back(std::move(Range));
  });
  In.each([&] {
    In.each([&] {
      const std::string File = In.string();
      const unsigned Offset = In.count(), Length = In.count();
      In.require(!llvm::errorToBool(Message.Fix[File].add({File, Offset, Length, In.string()})));
    });
  });
  return Message;
}

static void write(RecordWriter &Out, const ClangTidyError &Finding) {
  Out(Finding.DiagnosticName);
  Out(uint64_t(Finding.DiagLevel));
  Out(Finding.BuildDirectory);
  Out(uint64_t(Finding.IsWarningAsError));
  write(Out, Finding.Message);
  Out.each(Finding.Notes, [&](const DiagnosticMessage &Note) { write(Out, Note); });
}

static ClangTidyError readFinding(RecordReader &In) {
  const std::string Name = In.string();
  const auto Level = static_cast<ClangTidyError::Level>(In.number());
  const std::string BuildDirectory = In.string();
  ClangTidyError Finding(Name, Level, BuildDirectory, In.number() != 0);
  Finding.Message = readMessage(In);
  In.each([&] { Finding.Notes.push_back(readMessage(In)); });
  return Finding;
}

bool UnitReport::isCompileError(const ClangTidyError &Finding) {
  return Finding.DiagLevel == ClangTidyError::Error &&
         StringRef(Finding.DiagnosticName).starts_with("clang-diagnostic-");
}

std::string UnitReport::compileError() const {
  const auto At = llvm::find_if(Findings, isCompileError);
  return At == Findings.end() ? Failure : At->Message.Message;
}

void write(RecordWriter &Out, const UnitReport &Report) {
  Out(Report.Failure);
  Out(Report.FatalWarning);
  Out(Report.SuppressedByNolint);
  Out(uint64_t(Report.IsParsed));
  Out(uint64_t(Report.IsKnown));
  Out.each(Report.Starters, [&](const std::string &Entry) { Out(Entry); });
  Out.each(Report.Files, [&](const ReadFile &File) {
    Out(File.Path);
    Out(File.Size);
    Out(uint64_t(File.Time));
  });
  for (const auto *Paths : {&Report.Inputs, &Report.SeenHeaders})
    Out.each(*Paths, [&](const std::string &Path) { Out(Path); });
  Out(Report.Directory);
  write(Out, Report.Facts);
  for (const auto *Findings : {&Report.Findings, &Report.Conditional})
    Out.each(*Findings, [&](const ClangTidyError &Finding) { write(Out, Finding); });
}

std::string serialize(const UnitReport &Report) {
  RecordWriter Out;
  write(Out, Report);
  return std::move(Out.Text);
}

UnitReport readReport(RecordReader &In) {
  UnitReport Report;
  Report.Failure = In.string();
  Report.FatalWarning = In.string();
  Report.SuppressedByNolint = In.count();
  Report.IsParsed = In.number() != 0;
  Report.IsKnown = In.number() != 0;
  In.each([&] { Report.Starters.push_back(In.string()); });
  In.each([&] {
    ReadFile File;
    File.Path = In.string();
    File.Size = In.number();
    File.Time = static_cast<int64_t>(In.number());
    Report.Files.push_back(std::move(File));
  });
  for (auto *Paths : {&Report.Inputs, &Report.SeenHeaders})
    In.each([&] { Paths->push_back(In.string()); });
  Report.Directory = In.string();
  Report.Facts = readFacts(In);
  for (auto *Findings : {&Report.Findings, &Report.Conditional})
    In.each([&] { Findings->push_back(readFinding(In)); });
  return Report;
}

llvm::Expected<UnitReport> deserialize(StringRef Text) {
  RecordReader In(Text);
  UnitReport Report = readReport(In);
  if (!In.isDone())
    return llvm::createStringError("a worker sent an unreadable report");
  return Report;
}

} // namespace sc_lint
