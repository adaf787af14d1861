using Ocw.Nde.Rdf.Graphs;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Store.Ids;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Shacl.Validation;

/// <summary>Looks at a term as spans and says yes or no.</summary>
internal delegate bool TermTest<TState>(in TermSpan term, TState state);

/// <summary>The terms of a data graph, extended with the terms of the shapes that the data does not hold.</summary>
/// <remarks>Filled while binding; afterwards only read, so that several threads may share it.</remarks>
internal sealed class DataTerms(ITermDictionary dictionary)
{
    private readonly List<RdfTerm> _local = [];
    private readonly Dictionary<RdfTerm, TermId> _localIds = [];

    /// <summary>The id of a term of the shapes. A blank node of the shapes is never one of the data, whatever their labels.</summary>
    internal TermId IdOf(RdfTerm term)
    {
        if (term is not BlankNode && dictionary.Find(new TermBytes().Encode(term)) is { IsBound: true } found)
            return found;
        if (_localIds.TryGetValue(term, out var id))
            return id;

        id = TermId.Create(TermTag.QueryLocal, (ulong)_local.Count);
        _local.Add(term);
        _localIds.Add(term, id);
        return id;
    }

    internal TermKind KindOf(TermId id) => id.Tag switch
    {
        TermTag.BlankNode => TermKind.BlankNode,
        TermTag.DictionaryIri or TermTag.PackedIri => TermKind.Iri,
        TermTag.TripleTerm => TermKind.TripleTerm,
        TermTag.QueryLocal => _local[(int)id.Payload].Kind,
        _ => TermKind.Literal,
    };

    /// <summary>Applies a test to a term without making an object of it.</summary>
    internal bool Test<TState>(TermId id, TermTest<TState> test, TState state)
    {
        if (id.Tag == TermTag.QueryLocal)
            return test(new TermBytes().Encode(_local[(int)id.Payload]), state);

        var answer = false;
        dictionary.Read(id, static (in TermSpan span, TestCall<TState> call) => call.Answer = call.Test(span, call.State), new TestCall<TState>(test, state, ref answer));
        return answer;
    }

    /// <summary>The term as an object.</summary>
    internal RdfTerm ToTerm(TermId id)
    {
        if (id.Tag == TermTag.QueryLocal)
            return _local[(int)id.Payload];

        var holder = new TermHolder();
        dictionary.Read(id, static (in TermSpan span, TermHolder holder) => holder.Term = span.ToTerm(), holder);
        return holder.Term!;
    }

    private sealed class TermHolder
    {
        internal RdfTerm? Term { get; set; }
    }

    private readonly ref struct TestCall<TState>(TermTest<TState> test, TState state, ref bool answer)
    {
        private readonly ref bool _answer = ref answer;

        internal TermTest<TState> Test { get; } = test;

        internal TState State { get; } = state;

        internal bool Answer
        {
            set => _answer = value;
        }
    }
}
