#include "JoinSummaries.h"
#include "DeepCalls.h"
#include "Expressions.h"
#include "JoinEvents.h"

namespace clang::tidy::structured {

JoinSummary JoinSummaries::of(const FunctionDecl &Callee, unsigned Index, SourceLocation From) {
  const auto *Method = dyn_cast<CXXMethodDecl>(&Callee);
  if (Index >= Callee.getNumParams() || (Method && Method->isVirtual()))
    return JoinSummary::Unknown;
  const QualType T = Callee.getParamDecl(Index)->getType();
  if (!T->isReferenceType())
    return JoinSummary::Unknown;
  // What a constant smart pointer points to can be joined, and shared.
  if (T->getPointeeType().isConstQualified() &&
      threadHolder(T->getPointeeType(), Table).How == Holding::One)
    return JoinSummary::Leaves;
  if (!bodyBeside(Callee, From))
    return JoinSummary::Unknown;
  const FunctionDecl &Definition = *Callee.getDefinition();
  const ParmVarDecl &Parameter = *Definition.getParamDecl(Index);
  // A function that calls itself does what else it does.
  if (Known.try_emplace(&Parameter, JoinSummary::Leaves).second) {
    JoinSummary Read = JoinSummary::Unknown;
    askOfCallees([&] { Read = read(Definition, Parameter); });
    Known[&Parameter] = Read;
  }
  return Known[&Parameter];
}

JoinSummary JoinSummaries::read(const FunctionDecl &Definition, const ParmVarDecl &Parameter) {
  JoinEvents Events(Table, Kept, *this);
  Events.read(*Definition.getBody(), &Parameter);
  const JoinVariable Var = Events.variables().lookup(&Parameter);
  if (Var.Escapes || !Var.Starts.empty())
    return JoinSummary::Unknown;
  return Var.Released ? JoinSummary::Releases : JoinSummary::Leaves;
}

} // namespace clang::tidy::structured
