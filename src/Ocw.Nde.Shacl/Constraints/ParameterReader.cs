using System.Globalization;
using Ocw.Nde.Rdf.Namespaces;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Shacl.Shapes;

namespace Ocw.Nde.Shacl.Constraints;

/// <summary>Reads the parameters of constraint components from one shape, and notices the values that cannot be used.</summary>
internal sealed class ParameterReader(ShapesGraphReader graph, Shape shape)
{
    internal Shape Shape => shape;

    /// <summary>The shapes graph.</summary>
    internal ShapeTriples Triples => graph.Triples;

    /// <summary>The shape's own messages, which may have places for values where the constraint is a query.</summary>
    internal IReadOnlyList<Literal> ShapeMessages => shape.Messages;

    internal IReadOnlyList<RdfTerm> Values(string parameter) => graph.Triples.Objects(shape.Id, parameter);

    internal IEnumerable<Iri> Iris(string parameter) => Typed<Iri>(parameter, "een IRI", "an IRI");

    internal IEnumerable<Literal> Literals(string parameter) => Typed<Literal>(parameter, "een literal", "a literal");

    /// <summary>Numbers for counts and lengths: literals of <c>xsd:integer</c>.</summary>
    internal IEnumerable<int> Integers(string parameter)
    {
        foreach (var value in Values(parameter))
        {
            if (value is Literal literal && literal.Datatype == XsdNs.Integer && int.TryParse(literal.LexicalForm, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
                yield return number;
            else
                NotUsable(parameter, value, "een geheel getal (xsd:integer)", "a whole number (xsd:integer)");
        }
    }

    /// <summary>Whether the parameter is <c>true</c>; exactly that literal, as the specification and the test uniqueLang-002 demand.</summary>
    internal bool Flag(string parameter) => graph.Triples.IsTrue(shape.Id, parameter);

    /// <summary>The nodes that a parameter names as shapes.</summary>
    internal IEnumerable<Shape> Shapes(string parameter)
    {
        foreach (var value in Values(parameter))
        {
            if (value is Literal)
                NotUsable(parameter, value, "een shape", "a shape");
            else if (graph.GetShape(value) is { } nested)
                yield return nested;
        }
    }

    /// <summary>The lists that a parameter names.</summary>
    internal IEnumerable<IReadOnlyList<RdfTerm>> Lists(string parameter)
    {
        foreach (var value in Values(parameter))
        {
            if (graph.Triples.TryReadList(value, out var members))
                yield return members;
            else
                NotUsable(parameter, value, "een lijst", "a list");
        }
    }

    /// <summary>The lists of shapes that a parameter names; a list with an unusable member is not used at all.</summary>
    internal IEnumerable<IReadOnlyList<Shape>> ShapeLists(string parameter)
    {
        foreach (var members in Lists(parameter))
        {
            var shapes = members.Where(member => member is not Literal).Select(graph.GetShape).OfType<Shape>().ToList();
            if (shapes.Count == members.Count)
                yield return shapes;
            else
                Notice(
                    $"{Short(parameter)}: een lid van de lijst is geen bruikbare shape; de voorwaarde wordt niet gecontroleerd.",
                    $"{Short(parameter)}: a member of the list is not a usable shape; the constraint is not checked.");
        }
    }

    internal void Notice(string dutch, string english, ShapesNoticeKind kind = ShapesNoticeKind.NotChecked) => graph.Notice(shape.Id, kind, dutch, english);

    /// <summary>Notices a part on which the standard lets a processor fail.</summary>
    internal void Fail(string dutch, string english) => Notice(dutch, english, ShapesNoticeKind.Failure);

    /// <summary>The shapes with a qualified value shape of every shape that has this one as a property (§4.7.3, sibling shapes).</summary>
    internal IEnumerable<RdfTerm> QualifiedSiblings()
    {
        foreach (var parent in graph.Triples.Subjects)
        {
            var properties = graph.Triples.Objects(parent, ShaclNs.Property);
            if (!properties.Contains(shape.Id))
                continue;
            foreach (var sibling in properties)
            {
                foreach (var qualified in graph.Triples.Objects(sibling, ShaclNs.QualifiedValueShape))
                    yield return qualified;
            }
        }
    }

    internal Shape? GetShape(RdfTerm node) => graph.GetShape(node);

    private static string Short(string parameter) => "sh:" + parameter[ShaclNs.Namespace.Length..];

    private IEnumerable<T> Typed<T>(string parameter, string dutch, string english)
        where T : RdfTerm
    {
        foreach (var value in Values(parameter))
        {
            if (value is T usable)
                yield return usable;
            else
                NotUsable(parameter, value, dutch, english);
        }
    }

    private void NotUsable(string parameter, RdfTerm value, string dutch, string english) =>
        Notice(
            $"{Short(parameter)} verwacht {dutch}, maar heeft {value}; de voorwaarde wordt niet gecontroleerd.",
            $"{Short(parameter)} expects {english} but has {value}; the constraint is not checked.");
}
