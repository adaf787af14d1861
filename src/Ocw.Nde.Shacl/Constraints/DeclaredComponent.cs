using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Shacl.Shapes;

namespace Ocw.Nde.Shacl.Constraints;

/// <summary>A constraint component that a shapes graph declares (SHACL §6.2).</summary>
/// <param name="Iri">The component.</param>
/// <param name="Parameters">Its parameters.</param>
internal sealed record DeclaredComponent(Iri Iri, IReadOnlyList<DeclaredParameter> Parameters)
{
    /// <summary>The row that its constraints belong to.</summary>
    internal ConstraintComponent Row { get; } = new(PathText.LocalName(Iri.Value), [.. Parameters.Select(parameter => parameter.Path.Value)], static _ => []) { Iri = Iri, IsDeclared = true };

    internal static DeclaredComponent Read(ShapeTriples triples, Iri component)
    {
        var parameters = new List<DeclaredParameter>();
        foreach (var parameter in triples.Objects(component, ShaclNs.Parameter))
        {
            if (triples.Objects(parameter, ShaclNs.Path) is [Iri path])
                parameters.Add(new DeclaredParameter(path, PathText.LocalName(path.Value), triples.IsTrue(parameter, ShaclNs.Optional)));
        }

        return new DeclaredComponent(component, parameters);
    }
}

/// <summary>A parameter of a constraint component.</summary>
/// <param name="Path">The property by which shapes give its value.</param>
/// <param name="Name">The name of its variable: the local name of the property (§6.2.1).</param>
/// <param name="IsOptional">Whether shapes may leave it out.</param>
internal sealed record DeclaredParameter(Iri Path, string Name, bool IsOptional);
