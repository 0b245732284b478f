#include "Preprocess.h"
#include "../Analysis.h"
#include "../SingleCommand.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/FrontendActions.h"
#include "clang/Frontend/Utils.h"
#include "clang/Lex/PreprocessorOptions.h"
#include "clang/Options/Options.h"
#include "clang/Tooling/Tooling.h"
#include "llvm/Option/ArgList.h"
#include "llvm/Option/OptTable.h"

using namespace clang;
using llvm::opt::Arg;

namespace sc_lint {

namespace {

std::string extensionOf(const LangOptions &Language) {
  if (Language.ObjC)
    return Language.CPlusPlus ? "mii" : "mi";
  return Language.CPlusPlus ? "ii" : "i";
}

class Preprocess : public PreprocessorFrontendAction {
public:
  explicit Preprocess(std::optional<Preprocessed> &Result) : Result(Result) {}

protected:
  void ExecuteAction() override {
    CompilerInstance &Compiler = getCompilerInstance();
    // The pragmas that make Clang crash, for tests of this, are to crash who reads the result.
    Compiler.getPreprocessorOpts().DisablePragmaDebugCrash = true;
    PreprocessorOutputOptions Looks;
    Looks.ShowCPP = true;
    Result.emplace();
    Result->Extension = extensionOf(Compiler.getLangOpts());
    llvm::raw_string_ostream Out(Result->Text);
    DoPrintPreprocessedInput(Compiler.getPreprocessor(), &Out, Looks);
  }

private:
  std::optional<Preprocessed> &Result;
};

class PreprocessFactory : public tooling::FrontendActionFactory {
public:
  std::unique_ptr<FrontendAction> create() override { return std::make_unique<Preprocess>(Result); }
  std::optional<Preprocessed> Result;
};

} // namespace

std::optional<Preprocessed> preprocess(const tooling::CompileCommand &Command) {
  const SingleCommand Database(plainCommand(Command));
  tooling::ClangTool Tool(Database, {Command.Filename});
  PreprocessFactory Factory;
  (void)Tool.run(&Factory);
  return std::move(Factory.Result);
}

std::vector<std::string> flagsAfterPreprocessing(const tooling::CompileCommand &Command) {
  std::vector<const char *> Raw;
  for (const std::string &Each : llvm::drop_begin(Command.CommandLine))
    Raw.push_back(Each.c_str());
  unsigned MissingIndex = 0, MissingCount = 0;
  const llvm::opt::InputArgList Parsed = getDriverOptTable().ParseArgs(
      Raw, MissingIndex, MissingCount, llvm::opt::Visibility(options::ClangOption));
  llvm::opt::ArgStringList Kept;
  for (const Arg *Each : Parsed) {
    const llvm::opt::Option &What = Each->getOption();
    const bool IsUseless = llvm::any_of(
        std::initializer_list<llvm::opt::OptSpecifier>{
            options::OPT_INPUT, options::OPT__DASH_DASH, options::OPT_o, options::OPT_x,
            options::OPT_Xclang, options::OPT_Action_Group, options::OPT_Preprocessor_Group},
        [&](llvm::opt::OptSpecifier Useless) { return What.matches(Useless); });
    if (!IsUseless)
      Each->render(Parsed, Kept);
  }
  return {Kept.begin(), Kept.end()};
}

} // namespace sc_lint
