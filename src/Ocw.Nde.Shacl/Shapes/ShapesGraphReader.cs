using Ocw.Nde.Rdf.Namespaces;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Shacl.Constraints;

namespace Ocw.Nde.Shacl.Shapes;

/// <summary>Builds the shapes of a shapes graph, starting from those with a target and following what they use.</summary>
/// <remarks>Shapes may refer to each other in circles, so each is made empty first and filled from a queue: nothing here recurses.</remarks>
internal sealed class ShapesGraphReader(ShapeTriples triples)
{
    private readonly Dictionary<RdfTerm, Shape?> _shapes = [];
    private readonly List<Shape> _order = [];
    private readonly Queue<Shape> _unfilled = new();
    private readonly List<ShapesNotice> _notices = [];
    private readonly PathReader _paths = new(triples);
    private readonly DeclaredComponents _declared = new(triples);

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
        NoticeUnsupported();
        return new ShapesGraph(_order, _notices, triples.All);
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
        && triples.IsInstanceOf(subject, RdfsNs.Class.Value);

    private void Fill(Shape shape)
    {
        var parameters = new ParameterReader(this, shape);
        shape.Severity = triples.Objects(shape.Id, ShaclNs.Severity).OfType<Iri>().FirstOrDefault() ?? shape.Severity;
        shape.Messages = [.. triples.Objects(shape.Id, ShaclNs.Message).OfType<Literal>()];
        shape.Names = [.. triples.Objects(shape.Id, ShaclNs.Name).OfType<Literal>()];
        shape.IsDeactivated = parameters.Flag(ShaclNs.Deactivated);
        shape.Constraints = [.. ConstraintComponents.All.SelectMany(component => component.Read(parameters)), .. _declared.Read(parameters)];
        shape.Properties = [.. shape.Constraints.OfType<PropertyConstraint>().Select(constraint => constraint.Nested)];
    }

    // §3.2: a shapes graph may import others; nothing is fetched here, whoever loads the shapes gives all of them.
    private void NoticeImports()
    {
        foreach (var subject in triples.Subjects)
        {
            foreach (var import in triples.Objects(subject, OwlNs.Imports.Value))
            {
                Notice(
                    subject,
                    ShapesNoticeKind.NotChecked,
                    $"owl:imports wordt niet gevolgd: geef de shapes van {import} mee, als die er nog niet bij zijn.",
                    $"owl:imports is not followed: give the shapes of {import} along, unless they are there already.");
            }
        }
    }

    // A shape may have nothing but such a part, and so be no shape at all here: whatever has one is noticed.
    private void NoticeUnsupported()
    {
        foreach (var subject in triples.Subjects)
        {
            foreach (var part in ConstraintComponents.Unsupported.Where(part => triples.Has(subject, part)))
            {
                var name = "sh:" + part[ShaclNs.Namespace.Length..];
                Notice(
                    subject,
                    ShapesNoticeKind.NotChecked,
                    $"{name} (SHACL Advanced Features of JavaScript) wordt niet uitgevoerd.",
                    $"{name} (SHACL Advanced Features or JavaScript) is not carried out.");
            }

            // §1.5: a processor that does not support an entailment regime fails.
            foreach (var regime in triples.Objects(subject, ShaclNs.Entailment))
            {
                Notice(
                    subject,
                    ShapesNoticeKind.Failure,
                    $"sh:entailment {regime} wordt niet ondersteund: er wordt getoetst aan wat er letterlijk staat.",
                    $"sh:entailment {regime} is not supported: only what is literally stated is validated.");
            }
        }
    }
}
