using Ocw.Nde.Mapping.Rml.Functions;
using Ocw.Nde.Mapping.Rml.Model;
using Ocw.Nde.Mapping.Rml.Reading;
using Ocw.Nde.Mapping.Rml.Terms;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Mapping.Rml.Running;

/// <summary>Makes expressions of expression maps, for one source at a time.</summary>
internal sealed class ExpressionCompiler(MappingDocument document, RmlFunctions functions, RmlOptions options)
{
    /// <summary>Every reference that was understood, with the name of its source.</summary>
    public List<(Query Query, string Source)> References { get; } = [];

    /// <summary>The options of the run.</summary>
    public RmlOptions Options => options;

    /// <summary>A fault at a node of the mapping.</summary>
    public RmlException Fault(RdfTerm node, string message, string? written = null) => document.Fault(node, message, written);

    /// <summary>Understands an expression.</summary>
    /// <exception cref="RmlException">It is not well written, or not for this source.</exception>
    public Expression Compile(ExpressionMap map, RecordSource source, TemplateEncoding encoding = TemplateEncoding.None)
    {
        var expression = Bare(map, source, encoding);
        return map.Condition is { } condition && map is not TermMap ? new ConditionalExpression(Compile(condition, source), expression) : expression;
    }

    private Expression Bare(ExpressionMap map, RecordSource source, TemplateEncoding encoding)
    {
        if (map.Constant is { } constant)
            return new ConstantExpression(TextOf(map, constant));
        if (map.Reference is { } reference)
            return new ReferenceExpression(Reference(map.Node, reference, source));
        if (map.Template is { } template)
            return Template(map, template, source, encoding);
        return map.Function is { } function
            ? functions.Compile(function, map.Return, input => Compile(input, source), this)
            : throw document.Fault(map.Node, "an expression is missing.");
    }

    /// <summary>The parts of a template, with a fault that has its place.</summary>
    public (IReadOnlyList<string> Fixed, IReadOnlyList<string> References) Parse(ExpressionMap map, string template)
    {
        try
        {
            return Terms.Template.Parse(template);
        }
        catch (FormatException e)
        {
            throw document.Fault(map.Node, e.Message, template);
        }
    }

    private TemplateExpression Template(ExpressionMap map, string template, RecordSource source, TemplateEncoding encoding)
    {
        var (texts, references) = Parse(map, template);
        return new TemplateExpression(texts, [.. references.Select(r => Reference(map.Node, r, source))], encoding);
    }

    private Query Reference(RdfTerm node, string reference, RecordSource source)
    {
        try
        {
            var query = source.Compile(reference);
            References.Add((query, source.Name));
            return query;
        }
        catch (RmlException e) when (e.File is null)
        {
            throw document.Fault(node, e.Message, reference);
        }
    }

    private string TextOf(ExpressionMap map, RdfTerm constant) => constant switch
    {
        Literal literal => literal.LexicalForm,
        Iri iri => iri.Value,
        _ => throw document.Fault(map.Node, "a blank node is no value."),
    };
}
