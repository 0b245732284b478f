#include "FactsRecord.h"

using namespace clang::tidy::structured;

namespace sc_lint {

namespace {

/// Writes and reads the parts of the facts, all by one description of what they consist of.
struct Writer {
  RecordWriter &Out;

  void operator()(const size_t &Number) { Out(uint64_t(Number)); }
  void operator()(const unsigned &Number) { Out(uint64_t(Number)); }
  void operator()(const bool &Flag) { Out(uint64_t(Flag)); }
  void operator()(const std::string &Text) { Out(Text); }
  template <class T> void operator()(const std::optional<T> &Maybe) {
    (*this)(Maybe.has_value());
    if (Maybe)
      (*this)(*Maybe);
  }
  template <class T> void operator()(const std::vector<T> &All) {
    Out.each(All, [&](const T &Each) { (*this)(Each); });
  }
  template <class A, class B> void operator()(const std::pair<A, B> &Both) {
    (*this)(Both.first);
    (*this)(Both.second);
  }
  template <class T> void operator()(const T &Fact) { parts(const_cast<T &>(Fact), *this); }
};

struct Reader {
  RecordReader &In;
  size_t Entities = 0; ///< So many have been read.

  /// A number of an entity.
  void operator()(size_t &Number) {
    Number = In.number();
    In.require(Number < Entities);
  }
  void operator()(unsigned &Number) { Number = In.count(); }
  void operator()(bool &Flag) { Flag = In.number() != 0; }
  void operator()(std::string &Text) { Text = In.string(); }
  template <class T> void operator()(std::optional<T> &Maybe) {
    if (In.number())
      (*this)(Maybe.emplace());
  }
  template <class T> void operator()(std::vector<T> &All) {
    In.each([&] { (*this)(All.emplace_back()); });
    if constexpr (std::is_same_v<T, ProgramFacts::Entity>)
      Entities = All.size();
  }
  template <class A, class B> void operator()(std::pair<A, B> &Both) {
    (*this)(Both.first);
    (*this)(Both.second);
  }
  template <class T> void operator()(T &Fact) { parts(Fact, *this); }
};

/// Finds the places among the parts.
struct PlaceFinder {
  const llvm::function_ref<void(FilePlace &)> Found;

  void operator()(FilePlace &Place) { Found(Place); }
  template <class T> void operator()(std::optional<T> &Maybe) {
    if (Maybe)
      (*this)(*Maybe);
  }
  template <class T> void operator()(std::vector<T> &All) {
    for (T &Each : All)
      (*this)(Each);
  }
  template <class A, class B> void operator()(std::pair<A, B> &Both) {
    (*this)(Both.first);
    (*this)(Both.second);
  }
  template <class T> void operator()(T &Fact) {
    if constexpr (!std::is_integral_v<T> && !std::is_same_v<T, std::string>)
      parts(Fact, *this);
  }
};

template <class... Parts, class F> void all(F &Do, Parts &...Each) { (Do(Each), ...); }

template <class F> void parts(FilePlace &Fact, F &Do) { all(Do, Fact.File, Fact.Offset); }
template <class F> void parts(ProgramFacts::Entity &Fact, F &Do) {
  all(Do, Fact.Name, Fact.Declared);
}
template <class F> void parts(ProgramFacts::Function &Fact, F &Do) {
  all(Do, Fact.Self, Fact.Body, Fact.Class, Fact.IsDestructor, Fact.Unknown, Fact.Overridden,
      Fact.Calls, Fact.CallsWithThis, Fact.Releases, Fact.Escapes, Fact.Asked, Fact.Said);
}
template <class F> void parts(ProgramFacts::OpenMember &Fact, F &Do) {
  all(Do, Fact.Field, Fact.Class, Fact.StartedBy, Fact.Destructor, Fact.Methods, Fact.Public);
}
template <class F> void parts(ProgramFacts::FutureSource &Fact, F &Do) {
  all(Do, Fact.Self, Fact.Ready, Fact.Promise, Fact.Unknown, Fact.Async, Fact.Deferred, Fact.Open,
      Fact.From);
}
template <class F> void parts(ProgramFacts::FutureUse &Fact, F &Do) {
  all(Do, Fact.Function, Fact.At, Fact.Dropped);
}
template <class F> void parts(ProgramFacts::Thrower &Fact, F &Do) {
  all(Do, Fact.Self, Fact.Body, Fact.OfLibrary, Fact.Alone, Fact.Thrown, Fact.Calls);
}
template <class F> void parts(ProgramFacts::Dispatch &Fact, F &Do) {
  all(Do, Fact.Self, Fact.Targets, Fact.Unknown);
}
template <class F> void parts(ProgramFacts &Fact, F &Do) {
  all(Do, Fact.Entities, Fact.Functions, Fact.OpenMembers, Fact.FutureSources, Fact.FutureUses,
      Fact.OpenFutures, Fact.Throwers, Fact.Dispatches, Fact.OpenCalls);
}

} // namespace

void write(RecordWriter &Out, const ProgramFacts &Facts) { Writer{Out}(Facts); }

ProgramFacts readFacts(RecordReader &In) {
  ProgramFacts Facts;
  Reader{In}(Facts);
  return Facts;
}

void forEachPlace(ProgramFacts &Facts, llvm::function_ref<void(FilePlace &)> Do) {
  PlaceFinder{Do}(Facts);
}

} // namespace sc_lint
