using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Sparql.Algebra;

namespace Ocw.Nde.Sparql.Library;

/// <summary>A query of the library: its header and its parse.</summary>
/// <param name="Name">Its path below the library's folder, with forward slashes: <c>describe/resource.rq</c>.</param>
/// <param name="Header">What its comment lines say.</param>
/// <param name="Text">The whole text of the file.</param>
/// <param name="Query">The parse.</param>
public sealed record StoredQuery(string Name, StoredQueryHeader Header, string Text, SparqlQuery Query)
{
    /// <summary>A request for this query with values for its parameters: bound, never written into the text.</summary>
    /// <exception cref="ArgumentException">A parameter of the header has no value, or a value has no parameter.</exception>
    public SparqlRequest Request(params ReadOnlySpan<(string Name, RdfTerm Value)> parameters)
    {
        var bindings = new Dictionary<string, RdfTerm>(StringComparer.Ordinal);
        foreach (var (name, value) in parameters)
        {
            if (!Header.Parameters.Any(parameter => string.Equals(parameter.Name, name, StringComparison.Ordinal)))
                throw new ArgumentException($"{Name} has no parameter {name}; its header names {Names()}.", nameof(parameters));
            bindings[name] = value;
        }

        var missing = Header.Parameters.FirstOrDefault(parameter => !bindings.ContainsKey(parameter.Name));
        return missing is null
            ? new SparqlRequest { Query = Text, Parsed = Query, Bindings = bindings }
            : throw new ArgumentException($"{Name} needs a value for its parameter {missing.Name} ({missing.Description}).", nameof(parameters));
    }

    private string Names() => Header.Parameters.Count == 0 ? "none" : string.Join(", ", Header.Parameters.Select(parameter => parameter.Name));
}

/// <summary>The comment lines at the top of a stored query.</summary>
/// <param name="Title"><c># title:</c> a few words.</param>
/// <param name="Purpose"><c># purpose:</c> what the answer is for.</param>
/// <param name="Parameters"><c># parameters:</c> the variables that a caller binds, or <c>none</c>, each with a remark between brackets.</param>
/// <param name="UsedBy"><c># used by:</c> who asks it.</param>
public sealed record StoredQueryHeader(string Title, string Purpose, IReadOnlyList<QueryParameter> Parameters, string UsedBy);

/// <summary>A parameter of a stored query.</summary>
/// <param name="Name">The name of the variable, without mark.</param>
/// <param name="Description">What it stands for.</param>
public sealed record QueryParameter(string Name, string Description);
