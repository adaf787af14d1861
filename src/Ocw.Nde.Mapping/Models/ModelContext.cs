using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Mapping.Models;

/// <summary>A record that is written in another model, and what its dataset and the node say of it.</summary>
/// <param name="Record">The record.</param>
/// <param name="Dataset">The dataset that it belongs to; EDM knows no datasets, so the record is no part of it there.</param>
/// <param name="DataProvider">The institution: its IRI, or its name.</param>
public sealed record ModelContext(Iri Record, Iri? Dataset, RdfTerm DataProvider)
{
    /// <summary>«Copyright not evaluated» (rightsstatements.org), the statement of Europeana's list for what nobody has looked at.</summary>
    public static readonly Iri NotEvaluated = new("http://rightsstatements.org/vocab/CNE/1.0/");

    /// <summary>Who hands the records to an aggregator (<c>edm:provider</c>); the institution itself when <see langword="null"/>.</summary>
    public RdfTerm? Provider { get; init; }

    /// <summary>The rights of an object whose media and statements name none that the list of the model knows. By default <see cref="NotEvaluated"/>.</summary>
    public Iri Rights { get; init; } = NotEvaluated;

    /// <summary>The page of a record for which the institution names none; by default the address of the record itself.</summary>
    public Iri? Page { get; init; }

    /// <summary>The begin of the IRIs of what is part of the record: its production, its aggregation.</summary>
    public string Parts => Record.Value + (Record.Value.Contains('#', StringComparison.Ordinal) ? "-" : "#");

    internal IEnumerable<(string Word, RdfTerm Value)> Facts()
    {
        yield return ("is", Record);
        yield return ("parts", new Literal(Parts));
        if (Dataset is not null)
            yield return ("dataset", Dataset);
        yield return ("dataProvider", DataProvider);
        yield return ("provider", Provider ?? DataProvider);
        yield return ("rights", Rights);
        yield return ("page", Page ?? Record);
    }
}
