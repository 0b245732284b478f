#include "Overriders.h"
#include "DeclaredThrows.h"
#include "Dispatch.h"
#include "Entities.h"
#include "Throwers.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/Basic/CharInfo.h"
#include "clang/Basic/FileManager.h"
#include "clang/Lex/HeaderSearch.h"
#include "clang/Lex/Lexer.h"
#include "clang/Lex/MacroInfo.h"
#include "clang/Lex/PPCallbacks.h"

namespace clang::tidy::structured {

Overriders::Overriders(const FilesOf &Asked) : Asked(Asked) {
  for (const auto &[Name, Files] : Asked)
    LastNames.insert(lastNameOf(Name).str());
}

//===-- What the parser does not show ------------------------------------------===//

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

/// Looks at the directives of the files that are to tell.
class Overriders::Watcher : public PPCallbacks {
public:
  explicit Watcher(Overriders &For) : For(For), Sources(For.Unit->getSourceManager()) {}

  void SourceRangeSkipped(SourceRange Range, SourceLocation) override {
    const llvm::StringRef Text = Lexer::getSourceText(CharSourceRange::getCharRange(Range), Sources,
                                                      For.Unit->getLangOpts());
    for (const std::string &Word : toldBy(Range.getBegin()))
      if (hasWord(Text, Word))
        For.Hidden.insert(Word);
  }

  void MacroDefined(const Token &Name, const MacroDirective *Macro) override {
    for (const std::string &Word : toldBy(Name.getLocation()))
      for (const Token &Each : Macro->getMacroInfo()->tokens())
        if (const IdentifierInfo *Id = Each.getIdentifierInfo(); Id && Id->isStr(Word))
          For.Hidden.insert(Word);
  }

  void Endif(SourceLocation, SourceLocation If) override {
    const auto [File, At] = Sources.getDecomposedLoc(If);
    if (const FileEntry *Entry = Sources.getFileEntryForID(File); Entry && For.Told.count(Entry))
      For.Conditions[Entry].push_back(At);
  }

private:
  Words toldBy(SourceLocation Loc) const {
    return For.Told.lookup(Sources.getFileEntryForID(Sources.getFileID(Loc)));
  }

  Overriders &For;
  const SourceManager &Sources;
};

void Overriders::watch(Preprocessor &Of) {
  Unit = &Of;
  for (const auto &[Name, Files] : Asked)
    for (const std::string &File : Files)
      if (const OptionalFileEntryRef Entry = Of.getFileManager().getOptionalFileRef(File))
        Told[*Entry].insert(lastNameOf(Name).str());
  Of.addPPCallbacks(std::make_unique<Watcher>(*this));
}

/// True if \p File means the same wherever it is included, and is, here. The source itself is.
bool Overriders::isAloneIn(const std::string &File) const {
  const OptionalFileEntryRef Entry = Unit->getFileManager().getOptionalFileRef(File);
  const SourceManager &Sources = Unit->getSourceManager();
  const FileID Here = Entry ? Sources.translateFile(*Entry) : FileID();
  return Here.isValid() && (Here == Sources.getMainFileID() ||
                            Unit->getHeaderSearchInfo().isFileMultipleIncludeGuarded(*Entry));
}

//===-- What it shows -------------------------------------------------------------===//

/// Goes through all classes of a unit, made from templates or in functions too.
class Overriders::Finder : public RecursiveASTVisitor<Finder> {
public:
  using ByName = std::map<std::string, ProgramFacts::Dispatch>;

  Finder(const Overriders &For, ByName &Found, Entities &Named)
      : For(For), Sources(For.Unit->getSourceManager()), Found(Found), Named(Named) {}

  /// Those that a call may run.
  llvm::ArrayRef<const FunctionDecl *> targets() const { return Targets; }

  bool shouldVisitTemplateInstantiations() const { return true; }

  bool VisitCXXMethodDecl(CXXMethodDecl *Method) {
    if (!Method->isFirstDecl() || !Method->getIdentifier() ||
        !For.LastNames.count(Method->getName().str()))
      return true;
    const CXXRecordDecl &Class = *Method->getParent();
    const bool IsPattern = Method->isDependentContext();
    if ((IsPattern && (!Class.hasDefinition() || Class.getNumBases())) || mayDiffer(*Method))
      addUnknown(Method->getName());
    else if (!IsPattern)
      addTarget(*Method, *Method);
    return true;
  }

private:
  void addUnknown(llvm::StringRef Name);
  void addTarget(const CXXMethodDecl &Method, const CXXMethodDecl &Base);
  bool isConditional(SourceRange Range) const;
  bool mayDiffer(const CXXMethodDecl &Method) const;

  const Overriders &For;
  const SourceManager &Sources;
  ByName &Found;
  Entities &Named;
  std::vector<const FunctionDecl *> Targets;
};

/// Another unit may have something else that overrides functions named \p Name.
void Overriders::Finder::addUnknown(llvm::StringRef Name) {
  for (auto &[Call, Dispatch] : Found)
    Dispatch.Unknown |= lastNameOf(Call) == Name;
}

/// True if a condition begins in \p Range, which is in a file that is to tell.
bool Overriders::Finder::isConditional(SourceRange Range) const {
  const auto [File, Begin] = Sources.getDecomposedExpansionLoc(Range.getBegin());
  const unsigned End = Sources.getDecomposedExpansionLoc(Range.getEnd()).second;
  const auto At = For.Conditions.find(Sources.getFileEntryForID(File));
  return At != For.Conditions.end() && llvm::any_of(At->second, [Begin = Begin, End](unsigned If) {
           return Begin < If && If < End;
         });
}

/// True if \p Method, which is in a header, may be another one in another unit, or override
/// another one there.
bool Overriders::Finder::mayDiffer(const CXXMethodDecl &Method) const {
  const CXXRecordDecl &Class = *Method.getParent();
  if (Sources.isInMainFile(Sources.getExpansionLoc(Class.getLocation())))
    return false;
  const auto IsByMacro = [](const CXXBaseSpecifier &Base) {
    return Base.getBeginLoc().isMacroID();
  };
  return Class.getLocation().isMacroID() || Method.getLocation().isMacroID() ||
         (Class.hasDefinition() && llvm::any_of(Class.bases(), IsByMacro)) ||
         isConditional({Class.getBeginLoc(), Class.getBraceRange().getBegin()}) ||
         isConditional(Method.getSourceRange());
}

/// Notes that a call of \p Base may run \p Method, and of what that overrides.
void Overriders::Finder::addTarget(const CXXMethodDecl &Method, const CXXMethodDecl &Base) {
  const auto At = Found.find(dispatchName(Base));
  if (At != Found.end() && !Method.isPureVirtual()) {
    At->second.Targets.push_back(Named.numberOf(Method));
    Targets.push_back(&Method);
    // What ends the program does not throw.
    At->second.Unknown |= saysNoexcept(Method.getType());
  }
  for (const CXXMethodDecl *Each : Base.overridden_methods())
    addTarget(Method, *Each);
}

ProgramFacts Overriders::find(ASTContext &Context) const {
  ProgramFacts Facts;
  Entities Named(Facts, Context.getSourceManager());
  Finder::ByName ByName;
  for (const auto &[Name, Files] : Asked)
    ByName[Name].Unknown =
        Hidden.count(lastNameOf(Name).str()) ||
        !llvm::all_of(Files, [&](const std::string &File) { return isAloneIn(File); });
  Finder Search(*this, ByName, Named);
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
  for (const auto &[Name, Files] : Asked) {
    Facts.Dispatches.push_back({Facts.Entities.size(), {}, /*Unknown=*/true});
    Facts.Entities.push_back({Name, {}});
  }
  return Facts;
}

} // namespace clang::tidy::structured
