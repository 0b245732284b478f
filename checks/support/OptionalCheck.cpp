#include "OptionalCheck.h"

namespace clang::tidy::structured {

static constexpr llvm::StringLiteral EnableOption = "Enable";

OptionalCheck::OptionalCheck(StringRef Name, ClangTidyContext *Context,
                             std::shared_ptr<ModelCache> Models)
    : StructuredCheck(Name, Context, std::move(Models)), Enable(Options.get(EnableOption, false)) {}

void OptionalCheck::storeOptions(ClangTidyOptions::OptionMap &Opts) {
  StructuredCheck::storeOptions(Opts);
  Options.store(Opts, EnableOption, Enable);
}

void OptionalCheck::registerMatchers(ast_matchers::MatchFinder *Finder) {
  if (Enable)
    StructuredCheck::registerMatchers(Finder);
}

} // namespace clang::tidy::structured
