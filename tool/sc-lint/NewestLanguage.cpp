#include "NewestLanguage.h"

using clang::LangOptions;

namespace sc_lint {

const LangOptions &newestLanguage() {
  static const LangOptions Newest = [] {
    LangOptions Options;
    Options.CPlusPlus = Options.CPlusPlus11 = Options.CPlusPlus14 = Options.CPlusPlus17 = true;
    Options.CPlusPlus20 = Options.CPlusPlus23 = true;
    Options.LineComment = Options.Digraphs = Options.Bool = Options.RawStringLiterals = true;
    return Options;
  }();
  return Newest;
}

} // namespace sc_lint
