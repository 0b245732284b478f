#include "CheckRun.h"
#include "SingleCommand.h"
#include "clang-tidy/ClangTidy.h"
#include "clang-tidy/ClangTidyModule.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/MultiplexConsumer.h"
#include "clang/Lex/PreprocessorOptions.h"
#include "clang/Tooling/ArgumentsAdjusters.h"
#include "clang/Tooling/Tooling.h"

using namespace clang;
using namespace clang::tidy;
using namespace clang::tooling;

namespace sc_lint {

namespace {

/// Lets the parser pass over bodies in system headers.
class ProjectBodies : public MultiplexConsumer {
public:
  ProjectBodies(std::vector<std::unique_ptr<ASTConsumer>> Consumers, const SourceManager &Sources)
      : MultiplexConsumer(std::move(Consumers)), Sources(Sources) {}

  bool shouldSkipFunctionBody(Decl *Function) override {
    return Sources.isInSystemHeader(Sources.getExpansionLoc(Function->getLocation()));
  }

private:
  const SourceManager &Sources;
};

class ChecksAction : public ASTFrontendAction {
public:
  ChecksAction(ClangTidyASTConsumerFactory &Checks, Bodies Parsed)
      : Checks(Checks), Parsed(Parsed) {}

  std::unique_ptr<ASTConsumer> CreateASTConsumer(CompilerInstance &Compiler,
                                                 llvm::StringRef File) override {
    auto Consumer = Checks.createASTConsumer(Compiler, File);
    if (Parsed == Bodies::All)
      return Consumer;
    std::vector<std::unique_ptr<ASTConsumer>> Only;
    Only.push_back(std::move(Consumer));
    return std::make_unique<ProjectBodies>(std::move(Only), Compiler.getSourceManager());
  }

private:
  ClangTidyASTConsumerFactory &Checks;
  const Bodies Parsed;
};

class ChecksFactory : public FrontendActionFactory {
public:
  ChecksFactory(ClangTidyContext &Context, FilesAsSeen Files, Bodies Parsed)
      : Checks(Context, std::move(Files)), Parsed(Parsed) {}

  std::unique_ptr<FrontendAction> create() override {
    return std::make_unique<ChecksAction>(Checks, Parsed);
  }

  bool runInvocation(std::shared_ptr<CompilerInvocation> Invocation, FileManager *Files,
                     std::shared_ptr<PCHContainerOperations> Containers,
                     DiagnosticConsumer *Diagnostics) override {
    Invocation->getPreprocessorOpts().SetUpStaticAnalyzer = true; // Defines __clang_analyzer__.
    Invocation->getFrontendOpts().SkipFunctionBodies = Parsed != Bodies::All;
    return FrontendActionFactory::runInvocation(std::move(Invocation), Files, std::move(Containers),
                                                Diagnostics);
  }

private:
  ClangTidyASTConsumerFactory Checks;
  const Bodies Parsed;
};

/// Hands the tree on when it is complete.
class Reading : public ASTConsumer {
public:
  explicit Reading(const UnitReader &Read) : Read(Read) {}

  void HandleTranslationUnit(ASTContext &Context) override { Read.Finish(Context); }

private:
  const UnitReader &Read;
};

class ReadingAction : public ASTFrontendAction {
public:
  explicit ReadingAction(const UnitReader &Read) : Read(Read) {}

  std::unique_ptr<ASTConsumer> CreateASTConsumer(CompilerInstance &Compiler,
                                                 llvm::StringRef) override {
    Read.Begin(Compiler.getPreprocessor());
    std::vector<std::unique_ptr<ASTConsumer>> Only;
    Only.push_back(std::make_unique<Reading>(Read));
    return std::make_unique<ProjectBodies>(std::move(Only), Compiler.getSourceManager());
  }

private:
  const UnitReader &Read;
};

class ReadingFactory : public FrontendActionFactory {
public:
  explicit ReadingFactory(const UnitReader &Read) : Read(Read) {}

  std::unique_ptr<FrontendAction> create() override {
    return std::make_unique<ReadingAction>(Read);
  }

  bool runInvocation(std::shared_ptr<CompilerInvocation> Invocation, FileManager *Files,
                     std::shared_ptr<PCHContainerOperations> Containers,
                     DiagnosticConsumer *Diagnostics) override {
    Invocation->getFrontendOpts().SkipFunctionBodies = Read.Parsed != Bodies::All;
    return FrontendActionFactory::runInvocation(std::move(Invocation), Files, std::move(Containers),
                                                Diagnostics);
  }

private:
  const UnitReader &Read;
};

} // namespace

/// \p Args with what the configuration for \p File changes in them.
static CommandLineArguments configured(CommandLineArguments Args, llvm::StringRef File,
                                       const ClangTidyOptions &Configured) {
  if (Configured.RemovedArgs)
    llvm::erase_if(Args, [&](const std::string &Arg) {
      return llvm::is_contained(*Configured.RemovedArgs, Arg);
    });
  const auto Add = [&](const std::optional<ClangTidyOptions::ArgList> &More,
                       ArgumentInsertPosition Where) {
    if (More)
      Args = getInsertArgumentAdjuster(*More, Where)(Args, File);
  };
  Add(Configured.ExtraArgsBefore, ArgumentInsertPosition::BEGIN);
  Add(Configured.ExtraArgs, ArgumentInsertPosition::END);
  return Args;
}

/// Runs the actions of \p Factory on the unit of \p Command.
static void run(CompileCommand Command, const ClangTidyOptions &Configured, FilesAsSeen Files,
                DiagnosticConsumer &Heard, FrontendActionFactory &Factory) {
  const std::string File = Command.Filename;
  const SingleCommand Database(std::move(Command));
  ClangTool Tool(Database, {File}, std::make_shared<PCHContainerOperations>(), std::move(Files));
  Tool.appendArgumentsAdjuster([&](const CommandLineArguments &Args, llvm::StringRef Of) {
    return configured(Args, Of, Configured);
  });
  Tool.appendArgumentsAdjuster(getStripPluginsAdjuster());
  Tool.setDiagnosticConsumer(&Heard);
  Tool.run(&Factory);
}

std::vector<ClangTidyError> runChecksOn(CompileCommand Command, ClangTidyContext &Context,
                                        FilesAsSeen Files, Bodies Parsed) {
  const ClangTidyOptions Configured = Context.getOptionsForFile(Command.Filename);
  ClangTidyDiagnosticConsumer Found(Context);
  auto Looks = std::make_unique<DiagnosticOptions>();
  DiagnosticsEngine Engine(DiagnosticIDs::create(), *Looks, &Found, /*ShouldOwnClient=*/false);
  Context.setDiagnosticsEngine(std::move(Looks), &Engine);
  ChecksFactory Factory(Context, Files, Parsed);
  run(std::move(Command), Configured, std::move(Files), Found, Factory);
  return Found.take();
}

void parse(CompileCommand Command, const ClangTidyOptions &Configured, FilesAsSeen Files,
           const UnitReader &Read) {
  IgnoringDiagConsumer Unheard;
  ReadingFactory Factory(Read);
  run(std::move(Command), Configured, std::move(Files), Unheard, Factory);
}

} // namespace sc_lint
