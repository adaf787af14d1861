using Ocw.Nde.Rdf.Graphs;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Shacl;
using Ocw.Nde.Shacl.Reports;
using Ocw.Nde.Shacl.Shapes;
using Ocw.Nde.Store.Memory;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Datasetregister.Validation;

/// <summary>Holds a description against the dataset-description profile, before anyone else does.</summary>
public static class DescriptionValidator
{
    private const string HttpSchema = "http://schema.org/";

    /// <summary>Validates a description. Valid is what has no violations (<see cref="ValidationReport.IsValid"/>), as with NDE's register.</summary>
    /// <param name="description">The triples; <c>http://schema.org/</c> counts as <c>https://schema.org/</c>, as with the register.</param>
    /// <param name="shapes">The profile; by default <see cref="StandardShapes.DatasetDescription"/>.</param>
    /// <param name="cancellation">Ends the validation.</param>
    public static ValidationReport Validate(IEnumerable<Triple> description, ShapesGraph? shapes = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(description);
        var builder = new MemoryQuadSourceBuilder();
        var writer = new QuadSinkAdapter(builder);
        foreach (var (subject, predicate, @object) in description)
            writer.Add(new Quad(WithHttps(subject), WithHttps(predicate), WithHttps(@object)));
        return ShaclValidator.Validate(builder.Build(), GraphSelector.Default, shapes ?? StandardShapes.DatasetDescription, new ValidationOptions { IncludeDetails = true }, cancellation);
    }

    private static RdfTerm WithHttps(RdfTerm term) =>
        term is Iri iri && iri.Value.StartsWith(HttpSchema, StringComparison.Ordinal) ? new Iri("https://schema.org/" + iri.Value[HttpSchema.Length..]) : term;
}
