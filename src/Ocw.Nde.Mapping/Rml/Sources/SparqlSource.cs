using System.Globalization;
using System.Text;
using Ocw.Nde.Mapping.Rml.Running;
using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Rdf.Namespaces;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Sparql;
using Ocw.Nde.Store.Memory;

namespace Ocw.Nde.Mapping.Rml.Sources;

/// <summary>A variable by its name.</summary>
internal sealed class VariableQuery : Query
{
    public int Column { get; set; } = -1;
}

/// <summary>An RDF file and a SELECT query over it: every solution is a record, every reference the name of a variable.</summary>
internal sealed class SparqlSource(string path, string query, RmlOptions options) : RecordSource
{
    private readonly List<VariableQuery> _variables = [];

    public override string Name => path;

    public override Query Compile(string reference)
    {
        var variable = new VariableQuery { Text = reference };
        _variables.Add(variable);
        return variable;
    }

    public override void Read(Action<RecordNode> record, Action<string> fault, CancellationToken cancellation)
    {
        var builder = new MemoryQuadSourceBuilder();
        Load(builder, cancellation);
        var source = builder.Build();
        try
        {
            using var result = new SparqlDataset(() => source).Query(new SparqlRequest { Query = query }, cancellation);
            if (result is not SolutionSequence solutions)
                throw new RmlException(path, 0, "the query of the source is not a SELECT query.");
            foreach (var variable in _variables)
                variable.Column = ColumnOf(solutions, variable.Text);
            var node = new SolutionRecord(solutions, path);
            while (solutions.MoveNext())
            {
                node.Number++;
                record(node);
            }
        }
        catch (SparqlSyntaxException e)
        {
            throw new RmlException($"the query of the source {path} is not SPARQL: {e.Message}", e);
        }
        catch (QueryLimitException e)
        {
            throw new RmlException($"the query of the source {path} was stopped: {e.Message}", e);
        }
    }

    private void Load(MemoryQuadSourceBuilder builder, CancellationToken cancellation)
    {
        if (new FileInfo(path).Length > options.MaxDocumentBytes)
            throw new RmlException(path, 0, string.Create(CultureInfo.InvariantCulture, $"is larger than {options.MaxDocumentBytes} bytes, the most that is held in memory for a query."));
        try
        {
            RdfFormats.ParseFile(path, builder, new RdfReaderOptions { BaseIri = new Uri(path).AbsoluteUri }, cancellation);
        }
        catch (RdfSyntaxException e)
        {
            throw new RmlException(e.Message, e);
        }
        catch (NotSupportedException e)
        {
            throw new RmlException(e.Message, e);
        }
    }

    private int ColumnOf(SolutionSequence solutions, string name)
    {
        for (var i = 0; i < solutions.Variables.Count; i++)
        {
            if (solutions.Variables[i] == name.TrimStart('?', '$'))
                return i;
        }

        throw new RmlException(path, 0, $"the query has no variable «{name}»; it has {string.Join(", ", solutions.Variables)}.");
    }
}

/// <summary>A solution as a record.</summary>
internal sealed class SolutionRecord(SolutionSequence solutions, string source) : RecordNode
{
    public long Number { get; set; }

    public override string Place => string.Create(CultureInfo.InvariantCulture, $"{source}, solution {Number}");

    public override void Find(Query query, ValueList values)
    {
        var column = ((VariableQuery)query).Column;
        if (!solutions.IsBound(column))
            return;
        var (text, kind) = solutions[column] switch
        {
            Iri iri => (iri.Value, ValueKind.Text),
            BlankNode node => (node.Label, ValueKind.Text),
            Literal literal => (literal.LexicalForm, KindOf(literal.Datatype)),
            _ => ("", ValueKind.Text),
        };
        values.Add(Encoding.UTF8.GetBytes(text), kind);
    }

    private static ValueKind KindOf(Iri datatype) =>
        datatype == XsdNs.Integer ? ValueKind.Integer : datatype == XsdNs.Double ? ValueKind.Double : datatype == XsdNs.Boolean ? ValueKind.Boolean : ValueKind.Text;
}
