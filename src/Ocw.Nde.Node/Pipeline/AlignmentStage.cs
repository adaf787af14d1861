using Ocw.Nde.Mapping.Model;
using Ocw.Nde.Rdf.Namespaces;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Store.Ids;
using Ocw.Nde.Store.Sources;
using Ocw.Nde.Termen.Alignment;

namespace Ocw.Nde.Node.Pipeline;

/// <summary>
/// Step 4: reads the values of a staged graph that ask for a shared term, each once however many records use it, and aligns them.
/// A value is read from one scan per property; what is held is one batch of values.
/// </summary>
internal sealed class AlignmentStage(TermAligner aligner, AlignmentOptions options)
{
    private const int BatchSize = 1024;
    private static readonly string Name = SchemaNs.Namespace + "name";
    private static readonly string TermCode = SchemaNs.Namespace + "termCode";
    private static readonly string SameAs = SchemaNs.Namespace + "sameAs";

    /// <summary>What people decided about the values.</summary>
    public AlignmentDecisions Decisions => options.Decisions;

    /// <summary>The values of a graph, each with what was found for it, those included for which nothing was.</summary>
    /// <param name="staged">The staged graphs.</param>
    /// <param name="graph">The graph whose values are aligned.</param>
    /// <param name="except">A graph whose values were aligned before, or unbound: values that it uses too are left out.</param>
    /// <param name="cancellation">Ends the work.</param>
    public IEnumerable<AlignedValue> Values(IQuadSource staged, TermId graph, TermId except, CancellationToken cancellation)
    {
        foreach (var batch in Queries(staged, graph, except).Chunk(BatchSize))
        {
            cancellation.ThrowIfCancellationRequested();
            var answers = Align(batch.Select(value => value.Query), cancellation).ToLookup(a => (a.Query.Field, a.Query.Node));
            foreach (var (query, records) in batch)
                yield return new AlignedValue(query, records, [.. answers[(query.Field, query.Node)]]);
        }
    }

    /// <summary>Aligns single values.</summary>
    public IEnumerable<Alignment> Align(IEnumerable<AlignmentQuery> queries, CancellationToken cancellation) => aligner.Align(queries, options, cancellation);

    /// <summary>The values that a node of a graph stands for: one for each field that it is used in.</summary>
    public IEnumerable<AlignmentQuery> QueriesOf(IQuadSource source, TermId graph, TermId node)
    {
        if (source.Terms.ToTerm(node) is not Iri iri)
            yield break;
        foreach (var (predicate, field) in AlignmentFields.ByPredicate)
        {
            if (options.Fields.ContainsKey(field) && source.Terms.FindIri(predicate.Value) is { IsBound: true } id && Holds(source, id, node, graph) && Query(source, graph, node, iri, field) is { } query)
                yield return query;
        }
    }

    private IEnumerable<(AlignmentQuery Query, int Records)> Queries(IQuadSource staged, TermId graph, TermId except)
    {
        foreach (var (predicate, field) in AlignmentFields.ByPredicate)
        {
            if (!options.Fields.ContainsKey(field) || staged.Terms.FindIri(predicate.Value) is not { IsBound: true } id)
                continue;
            foreach (var (node, records) in DistinctObjects(staged, id, graph))
            {
                if (except.IsBound && Holds(staged, id, node, except))
                    continue;
                if (staged.Terms.ToTerm(node) is Iri iri && Query(staged, graph, node, iri, field) is { } query)
                    yield return (query, records);
            }
        }
    }

    // In order of object, so that equal ones stand together and are counted as they pass.
    private static IEnumerable<(TermId Node, int Records)> DistinctObjects(IQuadSource staged, TermId predicate, TermId graph)
    {
        var batch = new QuadBatch();
        var last = TermId.Unbound;
        var count = 0;
        using var scan = staged.Scan(new QuadPattern(default, predicate, default, GraphSelector.Named(graph)), QuadOrder.Pos);
        for (var rows = scan.Next(batch); rows > 0; rows = scan.Next(batch))
        {
            for (var i = 0; i < rows; i++)
            {
                var value = new TermId(batch.Objects[i]);
                if (value != last && IsIri(last))
                    yield return (last, count);
                (last, count) = value == last ? (last, count + 1) : (value, 1);
            }
        }

        if (IsIri(last))
            yield return (last, count);
    }

    private static bool IsIri(TermId id) => id.IsBound && id.Tag is TermTag.DictionaryIri or TermTag.PackedIri;

    private static bool Holds(IQuadSource staged, TermId predicate, TermId value, TermId graph)
    {
        using var scan = staged.Scan(new QuadPattern(default, predicate, value, GraphSelector.Named(graph)), QuadOrder.Any);
        return scan.Next(new QuadBatch(1)) > 0;
    }

    private static AlignmentQuery? Query(IQuadSource staged, TermId graph, TermId node, Iri iri, string field)
    {
        Literal? label = null;
        string? notation = null;
        var context = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (property, value) in Star(staged, graph, node))
        {
            if (property.Value == Name && value is Literal name)
                label = Better(label, name);
            else if (property.Value == TermCode && value is Literal code)
                notation ??= code.LexicalForm;
            else if (property.Value == SameAs && value is Iri same)
                Add(context, AlignmentContext.Identifier, same.Value);
            else if (AlignmentFields.Context.TryGetValue(property, out var key))
                Add(context, key, Text(staged, graph, value));
        }

        return label is null && notation is null ? null : new AlignmentQuery(iri, field, label?.LexicalForm ?? notation!, LanguageOf(label), notation, context);
    }

    private static List<(Iri Property, RdfTerm Value)> Star(IQuadSource staged, TermId graph, TermId node)
    {
        var star = new List<(Iri, RdfTerm)>();
        var batch = new QuadBatch(64);
        using var scan = staged.Scan(new QuadPattern(node, default, default, GraphSelector.Named(graph)), QuadOrder.Spo);
        for (var rows = scan.Next(batch); rows > 0; rows = scan.Next(batch))
        {
            for (var i = 0; i < rows; i++)
            {
                if (staged.Terms.ToTerm(new TermId(batch.Predicates[i])) is Iri property)
                    star.Add((property, staged.Terms.ToTerm(new TermId(batch.Objects[i]))));
            }
        }

        return star;
    }

    private static void Add(Dictionary<string, string> context, string key, string? text)
    {
        if (!string.IsNullOrEmpty(text))
            context[key] = context.TryGetValue(key, out var before) ? before + "\n" + text : text;
    }

    /// <summary>The words of a context value: a literal's own, a node's name, or its IRI.</summary>
    private static string? Text(IQuadSource staged, TermId graph, RdfTerm value)
    {
        if (value is not Iri iri)
            return (value as Literal)?.LexicalForm;
        if (staged.Terms.FindIri(iri.Value) is { IsBound: true } node)
        {
            foreach (var (property, name) in Star(staged, graph, node))
            {
                if (property.Value == Name && name is Literal words)
                    return words.LexicalForm;
            }
        }

        return iri.Value;
    }

    // Dutch first, then what has no language, then the rest; the order of the store decides nothing.
    private static Literal Better(Literal? known, Literal other)
    {
        if (known is null)
            return other;
        var (before, after) = (Rank(known), Rank(other));
        return after < before || (after == before && string.CompareOrdinal(other.LexicalForm, known.LexicalForm) < 0) ? other : known;
    }

    private static int Rank(Literal label) => LanguageOf(label) switch { "nl" => 0, null => 1, _ => 2 };

    private static string? LanguageOf(Literal? label) => label?.Language is { } tag and not ("und" or "zxx" or "mul") ? tag : null;
}

/// <summary>A value with what was found for it.</summary>
/// <param name="Query">The value.</param>
/// <param name="Records">How many statements use its node in this field.</param>
/// <param name="Answers">What is accepted, or else what is proposed, best first; nothing where nothing was found.</param>
internal sealed record AlignedValue(AlignmentQuery Query, int Records, IReadOnlyList<Alignment> Answers);
