using Ocw.Nde.Rdf.Namespaces;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Shacl.Constraints;

namespace Ocw.Nde.Shacl.Shapes;

/// <summary>Builds the shapes of a shapes graph, starting from those with a target and following what they use.</summary>
/// <remarks>Shapes may refer to each other in circles, so each is made empty first and filled from a queue: nothing here recurses.</remarks>
internal sealed class ShapesGraphReader(ShapeTriples triples)
{
    private const string RdfsClass = "http://www.w3.org/2000/01/rdf-schema#Class";

    private readonly Dictionary<RdfTerm, Shape?> _shapes = [];
    private readonly List<Shape> _order = [];
    private readonly Queue<Shape> _unfilled = new();
    private readonly List<ShapesNotice> _notices = [];
    private readonly PathReader _paths = new(triples);
    private readonly HashSet<string> _customParameters = ReadCustomParameters(triples);

    internal ShapeTriples Triples => triples;

    internal ShapesGraph Read()
    {
        foreach (var subject in triples.Subjects)
        {
            var targets = ReadTargets(subject);
            if (targets.Count > 0 && GetShape(subject) is { } shape)
                shape.Targets = targets;
        }

        while (_unfilled.TryDequeue(out var shape))
            Fill(shape);
        NoticeImports();
        return new ShapesGraph(_order, _notices);
    }

    /// <summary>The shape of a node; <see langword="null"/> when its path cannot be read, which is then noticed.</summary>
    internal Shape? GetShape(RdfTerm id)
    {
        if (_shapes.TryGetValue(id, out var known))
            return known;

        var shape = Create(id);
        _shapes.Add(id, shape);
        if (shape is not null)
        {
            _order.Add(shape);
            _unfilled.Enqueue(shape);
        }

        return shape;
    }

    internal void Notice(RdfTerm shape, ShapesNoticeKind kind, string dutch, string english) =>
        _notices.Add(new ShapesNotice(shape, kind, new LocalizedText(dutch, english)));

    private Shape? Create(RdfTerm id)
    {
        var paths = triples.Objects(id, ShaclNs.Path);
        if (paths.Count == 0)
            return new NodeShape(id);
        if (paths.Count == 1 && _paths.Read(paths[0]) is { } path)
            return new PropertyShape(id, path);

        Notice(
            id,
            ShapesNoticeKind.NotChecked,
            paths.Count > 1 ? "De property shape heeft meer dan één sh:path; hij wordt niet gecontroleerd." : $"Het sh:path {paths[0]} is geen geldig pad; de property shape wordt niet gecontroleerd.",
            paths.Count > 1 ? "The property shape has more than one sh:path; it is not checked." : $"The sh:path {paths[0]} is not a well-formed path; the property shape is not checked.");
        return null;
    }

    private List<ShapeTarget> ReadTargets(RdfTerm subject)
    {
        var targets = new List<ShapeTarget>();
        targets.AddRange(triples.Objects(subject, ShaclNs.TargetNode).Select(node => new NodeTarget(node)));
        targets.AddRange(triples.Objects(subject, ShaclNs.TargetClass).Select(type => new ClassTarget(type)));
        targets.AddRange(triples.Objects(subject, ShaclNs.TargetSubjectsOf).OfType<Iri>().Select(predicate => new SubjectsOfTarget(predicate)));
        targets.AddRange(triples.Objects(subject, ShaclNs.TargetObjectsOf).OfType<Iri>().Select(predicate => new ObjectsOfTarget(predicate)));
        if (IsImplicitClassTarget(subject))
            targets.Add(new ClassTarget(subject));
        return targets;
    }

    // §2.1.3.3: an IRI that is a shape and a SHACL instance of rdfs:Class in the shapes graph.
    private bool IsImplicitClassTarget(RdfTerm subject) =>
        subject is Iri
        && (triples.HasType(subject, ShaclNs.NodeShape) || triples.HasType(subject, ShaclNs.PropertyShape))
        && triples.Objects(subject, RdfNs.Type.Value).Any(IsSubclassOfRdfsClass);

    private bool IsSubclassOfRdfsClass(RdfTerm type)
    {
        var seen = new HashSet<RdfTerm>();
        var open = new Stack<RdfTerm>([type]);
        while (open.TryPop(out var current))
        {
            if (current is Iri { Value: RdfsClass })
                return true;
            if (!seen.Add(current))
                continue;
            foreach (var super in triples.Objects(current, "http://www.w3.org/2000/01/rdf-schema#subClassOf"))
                open.Push(super);
        }

        return false;
    }

    private void Fill(Shape shape)
    {
        var parameters = new ParameterReader(this, shape);
        shape.Severity = triples.Objects(shape.Id, ShaclNs.Severity).OfType<Iri>().FirstOrDefault() ?? shape.Severity;
        shape.Messages = [.. triples.Objects(shape.Id, ShaclNs.Message).OfType<Literal>()];
        shape.Names = [.. triples.Objects(shape.Id, ShaclNs.Name).OfType<Literal>()];
        shape.IsDeactivated = parameters.Flag(ShaclNs.Deactivated);
        shape.Constraints = [.. ConstraintComponents.All.SelectMany(component => component.Read(parameters))];
        shape.Properties = [.. shape.Constraints.OfType<PropertyConstraint>().Select(constraint => constraint.Nested)];
        NoticeUnsupported(shape);
    }

    // §3.2: a shapes graph may import others; nothing is fetched here, whoever loads the shapes gives all of them.
    private void NoticeImports()
    {
        foreach (var subject in triples.Subjects)
        {
            foreach (var import in triples.Objects(subject, "http://www.w3.org/2002/07/owl#imports"))
            {
                Notice(
                    subject,
                    ShapesNoticeKind.NotChecked,
                    $"owl:imports wordt niet gevolgd: geef de shapes van {import} mee, als die er nog niet bij zijn.",
                    $"owl:imports is not followed: give the shapes of {import} along, unless they are there already.");
            }
        }
    }

    // §6.2: components that the shapes graph itself declares; their validators are SPARQL.
    private static HashSet<string> ReadCustomParameters(ShapeTriples triples) =>
        triples.Subjects
            .Where(subject => triples.HasType(subject, ShaclNs.Namespace + "ConstraintComponent"))
            .SelectMany(component => triples.Objects(component, ShaclNs.Namespace + "parameter"))
            .SelectMany(parameter => triples.Objects(parameter, ShaclNs.Path))
            .OfType<Iri>()
            .Select(path => path.Value)
            .ToHashSet(StringComparer.Ordinal);

    private void NoticeUnsupported(Shape shape)
    {
        foreach (var unsupported in triples.Predicates(shape.Id).Where(predicate => ConstraintComponents.IsUnsupported(predicate) || _customParameters.Contains(predicate)))
        {
            var name = unsupported.StartsWith(ShaclNs.Namespace, StringComparison.Ordinal) ? "sh:" + unsupported[ShaclNs.Namespace.Length..] : $"<{unsupported}>";
            Notice(
                shape.Id,
                ShapesNoticeKind.NotChecked,
                $"De voorwaarde {name} (SPARQL of een uitbreiding van SHACL) wordt niet gecontroleerd.",
                $"The constraint {name} (SPARQL or an extension of SHACL) is not checked.");
        }
    }
}
