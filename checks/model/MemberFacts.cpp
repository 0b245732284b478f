#include "MemberFacts.h"
#include "Expressions.h"

namespace clang::tidy::structured {

namespace {

class FunctionWriter {
public:
  FunctionWriter(Entities &Named, const SourceManager &Sources) : Named(Named), Sources(Sources) {}

  ProgramFacts::Function written(const FunctionDecl &Function, const MemberEffects &Does);

private:
  template <class T> std::vector<size_t> numbers(const T &Declarations) {
    std::vector<size_t> Numbers;
    for (const auto *D : Declarations)
      Numbers.push_back(Named.numberOf(*D));
    llvm::sort(Numbers);
    return Numbers;
  }
  template <class T> std::vector<size_t> ofProject(const T &Functions) {
    llvm::SmallVector<const FunctionDecl *> Kept;
    llvm::copy_if(Functions, std::back_inserter(Kept),
                  [](const FunctionDecl *Each) { return !isOfSystemHeader(*Each); });
    return numbers(Kept);
  }

  Entities &Named;
  const SourceManager &Sources;
};

} // namespace

ProgramFacts::Function FunctionWriter::written(const FunctionDecl &Function,
                                               const MemberEffects &Does) {
  ProgramFacts::Function Fact;
  Fact.Self = Named.numberOf(Function);
  if (const auto *Method = dyn_cast<CXXMethodDecl>(&Function)) {
    Fact.Class = Named.numberOf(*Method->getParent());
    Fact.IsDestructor = isa<CXXDestructorDecl>(Method);
    Fact.Overridden = numbers(Method->overridden_methods());
  }
  const FunctionDecl *Definition = Function.getDefinition();
  Fact.Body = placeOf((Definition ? *Definition : Function).getLocation(), Sources);
  Fact.Unknown = Does.Unknown;
  Fact.Calls = ofProject(Does.Calls);
  Fact.CallsWithThis = ofProject(Does.CallsWithThis);
  for (const auto &[Field, At] : Does.Releases)
    Fact.Releases.emplace_back(Named.numberOf(*Field), placeOf(At, Sources));
  llvm::sort(Fact.Releases, llvm::less_first());
  Fact.Escapes = numbers(Does.Escapes);
  Fact.Asked = numbers(Does.Asked);
  for (const IdentifierInfo *Name : Does.Said)
    Fact.Said.push_back(Name->getName().str());
  llvm::sort(Fact.Said);
  return Fact;
}

static const CXXRecordDecl *pointedTo(QualType T) {
  T = T.getNonReferenceType();
  const CXXRecordDecl *Class = T->getAsCXXRecordDecl();
  return Class ? Class : T->getPointeeCXXRecordDecl();
}

void addMemberFacts(const EffectsOfFunctions &Effects,
                    const llvm::SmallPtrSetImpl<const CXXRecordDecl *> &Classes, Entities &Named,
                    const SourceManager &Sources, ProgramFacts &Found) {
  auto IsOfThem = [&](const CXXRecordDecl *Class) {
    return Class && Classes.contains(Class->getCanonicalDecl());
  };
  auto Touches = [](const MemberEffects &Does) {
    return !Does.Starts.empty() || !Does.Releases.empty() || !Does.Escapes.empty() ||
           !Does.Said.empty();
  };
  llvm::SmallSetVector<const FunctionDecl *, 16> Wanted;
  for (const auto &[Function, Does] : Effects) {
    const auto *Method = dyn_cast<CXXMethodDecl>(Function);
    if (Touches(Does) || (Method && IsOfThem(Method->getParent())) ||
        llvm::any_of(Function->parameters(), [&](const ParmVarDecl *Parameter) {
          return IsOfThem(pointedTo(Parameter->getType()));
        }))
      Wanted.insert(Function);
  }
  FunctionWriter Writer(Named, Sources);
  for (size_t I = 0; I < Wanted.size(); ++I) {
    const FunctionDecl &Function = *Wanted[I];
    const MemberEffects &Does = Effects.find(&Function)->second;
    Found.Functions.push_back(Writer.written(Function, Does));
    for (const FunctionDecl *Called : Does.Calls)
      if (Effects.contains(Called))
        Wanted.insert(Called);
  }
}

} // namespace clang::tidy::structured
