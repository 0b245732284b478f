#include "UnitReport.h"
#include "clang/Tooling/DiagnosticsYaml.h"
#include "llvm/Support/raw_ostream.h"

using clang::tidy::ClangTidyError;

namespace {
/// A finding as it is written: LLVM's own form, and what that form lacks.
struct WrittenFinding {
  clang::tooling::Diagnostic Diagnostic;
  bool IsWarningAsError = false;
};

struct WrittenReport {
  std::vector<WrittenFinding> Findings;
  unsigned SuppressedByNolint = 0;
  std::string Failure;
};
} // namespace

LLVM_YAML_IS_SEQUENCE_VECTOR(WrittenFinding)

template <> struct llvm::yaml::MappingTraits<WrittenFinding> {
  static void mapping(IO &Io, WrittenFinding &Finding) {
    Io.mapRequired("Diagnostic", Finding.Diagnostic);
    Io.mapRequired("IsWarningAsError", Finding.IsWarningAsError);
  }
};

template <> struct llvm::yaml::MappingTraits<WrittenReport> {
  static void mapping(IO &Io, WrittenReport &Report) {
    Io.mapRequired("Findings", Report.Findings);
    Io.mapRequired("SuppressedByNolint", Report.SuppressedByNolint);
    Io.mapRequired("Failure", Report.Failure);
  }
};

namespace sc_lint {

bool UnitReport::isCompileError(const ClangTidyError &Finding) {
  return Finding.DiagnosticName == "clang-diagnostic-error";
}

std::string serialize(const UnitReport &Report) {
  WrittenReport Written;
  for (const ClangTidyError &Finding : Report.Findings)
    Written.Findings.push_back({Finding, Finding.IsWarningAsError});
  Written.SuppressedByNolint = Report.SuppressedByNolint;
  Written.Failure = Report.Failure;
  std::string Text;
  llvm::raw_string_ostream Stream(Text);
  llvm::yaml::Output Output(Stream, nullptr, /*WrapColumn=*/0);
  Output << Written;
  return Text;
}

llvm::Expected<UnitReport> deserialize(llvm::StringRef Text) {
  WrittenReport Written;
  llvm::yaml::Input Input(Text);
  Input >> Written;
  if (Input.error())
    return llvm::createStringError(Input.error(), "a worker sent an unreadable report");
  UnitReport Report;
  for (const WrittenFinding &Finding : Written.Findings) {
    const clang::tooling::Diagnostic &D = Finding.Diagnostic;
    ClangTidyError Error(D.DiagnosticName, static_cast<ClangTidyError::Level>(D.DiagLevel),
                         D.BuildDirectory, Finding.IsWarningAsError);
    static_cast<clang::tooling::Diagnostic &>(Error) = D;
    Report.Findings.push_back(std::move(Error));
  }
  Report.SuppressedByNolint = Written.SuppressedByNolint;
  Report.Failure = Written.Failure;
  return Report;
}

} // namespace sc_lint
