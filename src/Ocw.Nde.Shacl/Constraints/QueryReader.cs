using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Shacl.Queries;
using Ocw.Nde.Sparql.Algebra;

namespace Ocw.Nde.Shacl.Constraints;

/// <summary>Reads the query of a <c>sh:sparql</c> or of a validator; one that cannot be used is noticed as a failure.</summary>
internal static class QueryReader
{
    /// <param name="parameters">The shape that uses it.</param>
    /// <param name="owner">The node with <c>sh:select</c> or <c>sh:ask</c>, and <c>sh:prefixes</c>.</param>
    /// <param name="text">The query.</param>
    /// <param name="form">SELECT or ASK.</param>
    /// <param name="names">The variables that may be pre-bound.</param>
    /// <param name="path">What <c>$PATH</c> stands for, where it may be used.</param>
    internal static ShapeQuery? Read(ParameterReader parameters, RdfTerm owner, Literal text, QueryForm form, PreBoundNames names, PropertyPath? path)
    {
        var prologue = PrefixDeclarations.Read(parameters.Triples, owner, out var fault);
        var query = fault is null ? ShapeQuery.Parse(prologue + text.LexicalForm, form, path, names, out fault) : null;
        if (query is null)
            parameters.Fail($"De SPARQL-query van {owner} kan niet worden uitgevoerd. {fault!.Dutch}", $"The SPARQL query of {owner} cannot be carried out. {fault.English}");
        return query;
    }
}
