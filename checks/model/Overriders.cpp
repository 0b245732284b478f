#include "Overriders.h"
#include "DeclaredThrows.h"
#include "Dispatch.h"
#include "Entities.h"
#include "Throwers.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/Basic/CharInfo.h"
#include "clang/Lex/Lexer.h"
#include "clang/Lex/MacroInfo.h"
#include "clang/Lex/PPCallbacks.h"
#include <map>

namespace clang::tidy::structured {

//===-- What the parser does not see ------------------------------------------===//

/// True if \p Text has \p Word, as a word.
static bool hasWord(llvm::StringRef Text, llvm::StringRef Word) {
  const auto IsPart = [&](size_t At) {
    return At < Text.size() && isAsciiIdentifierContinue(Text[At]);
  };
  for (size_t At = Text.find(Word); At != llvm::StringRef::npos; At = Text.find(Word, At + 1))
    if (!IsPart(At - 1) && !IsPart(At + Word.size()))
      return true;
  return false;
}

namespace {

/// Notes which of some words stand where the parser does not see them.
class Watcher : public PPCallbacks {
public:
  Watcher(const Preprocessor &Unit, const llvm::StringSet<> &Words, llvm::StringSet<> &Hidden)
      : Unit(Unit), Words(Words), Hidden(Hidden) {}

  void SourceRangeSkipped(SourceRange Range, SourceLocation) override {
    const SourceManager &Sources = Unit.getSourceManager();
    if (Sources.isInSystemHeader(Range.getBegin()))
      return;
    const llvm::StringRef Text =
        Lexer::getSourceText(CharSourceRange::getCharRange(Range), Sources, Unit.getLangOpts());
    for (const llvm::StringRef Word : Words.keys())
      if (hasWord(Text, Word))
        Hidden.insert(Word);
  }

  void MacroDefined(const Token &, const MacroDirective *Macro) override {
    for (const Token &Each : Macro->getMacroInfo()->tokens())
      if (const IdentifierInfo *Id = Each.getIdentifierInfo(); Id && Words.contains(Id->getName()))
        Hidden.insert(Id->getName());
  }

private:
  const Preprocessor &Unit;
  const llvm::StringSet<> &Words;
  llvm::StringSet<> &Hidden;
};

} // namespace

Overriders::Overriders(const std::set<std::string> &Names) : Names(Names) {
  for (const std::string &Each : Names)
    LastNames.insert(lastNameOf(Each));
}

void Overriders::watch(Preprocessor &Unit) {
  Unit.addPPCallbacks(std::make_unique<Watcher>(Unit, LastNames, Hidden));
}

//===-- What it does ------------------------------------------------------------===//

namespace {

/// Goes through all classes of a unit, made from templates or in functions too.
class Finder : public RecursiveASTVisitor<Finder> {
public:
  using ByName = std::map<std::string, ProgramFacts::Dispatch>;

  Finder(const llvm::StringSet<> &LastNames, ByName &Found, Entities &Named)
      : LastNames(LastNames), Found(Found), Named(Named) {}

  /// Those that a call may run.
  llvm::ArrayRef<const FunctionDecl *> targets() const { return Targets; }

  bool shouldVisitTemplateInstantiations() const { return true; }

  bool VisitCXXMethodDecl(CXXMethodDecl *Method) {
    if (!Method->isFirstDecl() || !Method->getIdentifier() ||
        !LastNames.contains(Method->getName()))
      return true;
    const CXXRecordDecl &Class = *Method->getParent();
    if (Method->isDependentContext() && (!Class.hasDefinition() || Class.getNumBases()))
      addUnknown(Method->getName());
    else if (!Method->isDependentContext())
      addTarget(*Method, *Method);
    return true;
  }

private:
  /// Another unit may make a class of a template that overrides functions named \p Name.
  void addUnknown(llvm::StringRef Name) {
    for (auto &[Call, Dispatch] : Found)
      Dispatch.Unknown |= lastNameOf(Call) == Name;
  }

  /// Notes that a call of \p Base may run \p Method, and of what that overrides.
  void addTarget(const CXXMethodDecl &Method, const CXXMethodDecl &Base) {
    if (const auto At = Found.find(dispatchName(Base));
        At != Found.end() && !Method.isPureVirtual()) {
      At->second.Targets.push_back(Named.numberOf(Method));
      Targets.push_back(&Method);
      // What ends the program does not throw.
      At->second.Unknown |= saysNoexcept(Method.getType());
    }
    for (const CXXMethodDecl *Each : Base.overridden_methods())
      addTarget(Method, *Each);
  }

  const llvm::StringSet<> &LastNames;
  ByName &Found;
  Entities &Named;
  std::vector<const FunctionDecl *> Targets;
};

} // namespace

ProgramFacts Overriders::find(ASTContext &Context) const {
  ProgramFacts Facts;
  Entities Named(Facts, Context.getSourceManager());
  Finder::ByName ByName;
  for (const std::string &Each : Names)
    ByName[Each].Unknown = Hidden.contains(lastNameOf(Each));
  Finder Search(LastNames, ByName, Named);
  Search.TraverseDecl(Context.getTranslationUnitDecl());
  addThrowers(Search.targets(), Context, Named, Facts);
  for (auto &[Name, Dispatch] : ByName) {
    Dispatch.Self = Facts.Entities.size();
    Facts.Entities.push_back({Name, {}});
    Facts.Dispatches.push_back(std::move(Dispatch));
  }
  return Facts;
}

ProgramFacts Overriders::unknown() const {
  ProgramFacts Facts;
  for (const std::string &Each : Names) {
    Facts.Dispatches.push_back({Facts.Entities.size(), {}, /*Unknown=*/true});
    Facts.Entities.push_back({Each, {}});
  }
  return Facts;
}

} // namespace clang::tidy::structured
