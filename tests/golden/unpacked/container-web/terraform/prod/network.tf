resource "aws_vpc" "network" {
  cidr_block         = "10.0.0.0/16"
  enable_dns_support = true
  # Endpoints answer to the services' usual names.
  enable_dns_hostnames = true
  tags = {
    Name = "container-web-prod-network"
  }
}

resource "aws_internet_gateway" "network" {
  tags = {
    Name = "container-web-prod-network"
  }
}

resource "aws_internet_gateway_attachment" "network" {
  vpc_id              = aws_vpc.network.id
  internet_gateway_id = aws_internet_gateway.network.id
}

resource "aws_subnet" "network_public" {
  for_each = {
    a = {
      availability_zone = data.aws_availability_zones.available.names[0]
      cidr_block        = "10.0.0.0/24"
    }
    b = {
      availability_zone = data.aws_availability_zones.available.names[1]
      cidr_block        = "10.0.1.0/24"
    }
  }

  vpc_id                  = aws_vpc.network.id
  availability_zone       = each.value.availability_zone
  cidr_block              = each.value.cidr_block
  map_public_ip_on_launch = false
  tags = {
    Name = "container-web-prod-network-public-${each.key}"
  }
}

resource "aws_route_table" "network_public_routes" {
  vpc_id = aws_vpc.network.id
  tags = {
    Name = "container-web-prod-network-public"
  }
}

resource "aws_route_table_association" "network_public" {
  for_each = toset(["a", "b"])

  subnet_id      = aws_subnet.network_public[each.key].id
  route_table_id = aws_route_table.network_public_routes.id
}

resource "aws_route" "network_public_way_out" {
  route_table_id         = aws_route_table.network_public_routes.id
  destination_cidr_block = "0.0.0.0/0"
  gateway_id             = aws_internet_gateway.network.id

  depends_on = [aws_internet_gateway_attachment.network]
}

resource "aws_subnet" "network_private" {
  for_each = {
    a = {
      availability_zone = data.aws_availability_zones.available.names[0]
      cidr_block        = "10.0.16.0/20"
    }
    b = {
      availability_zone = data.aws_availability_zones.available.names[1]
      cidr_block        = "10.0.32.0/20"
    }
  }

  vpc_id                  = aws_vpc.network.id
  availability_zone       = each.value.availability_zone
  cidr_block              = each.value.cidr_block
  map_public_ip_on_launch = false
  tags = {
    Name = "container-web-prod-network-private-${each.key}"
  }
}

resource "aws_route_table" "network_private_routes" {
  for_each = toset(["a", "b"])

  vpc_id = aws_vpc.network.id
  tags = {
    Name = "container-web-prod-network-private-${each.key}"
  }
}

resource "aws_route_table_association" "network_private" {
  for_each = toset(["a", "b"])

  subnet_id      = aws_subnet.network_private[each.key].id
  route_table_id = aws_route_table.network_private_routes[each.key].id
}

resource "aws_route" "network_private_way_out" {
  for_each = toset(["a", "b"])

  route_table_id         = aws_route_table.network_private_routes[each.key].id
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = aws_nat_gateway.way_out[each.key].id
}

resource "aws_subnet" "network_isolated" {
  for_each = {
    a = {
      availability_zone = data.aws_availability_zones.available.names[0]
      cidr_block        = "10.0.8.0/24"
    }
    b = {
      availability_zone = data.aws_availability_zones.available.names[1]
      cidr_block        = "10.0.9.0/24"
    }
  }

  vpc_id                  = aws_vpc.network.id
  availability_zone       = each.value.availability_zone
  cidr_block              = each.value.cidr_block
  map_public_ip_on_launch = false
  tags = {
    Name = "container-web-prod-network-isolated-${each.key}"
  }
}

resource "aws_route_table" "network_isolated_routes" {
  vpc_id = aws_vpc.network.id
  tags = {
    Name = "container-web-prod-network-isolated"
  }
}

resource "aws_route_table_association" "network_isolated" {
  for_each = toset(["a", "b"])

  subnet_id      = aws_subnet.network_isolated[each.key].id
  route_table_id = aws_route_table.network_isolated_routes.id
}

resource "aws_vpc_endpoint" "network_s3_endpoint" {
  # Free of charge, and the traffic stays off the NAT gateway.
  vpc_endpoint_type = "Gateway"
  service_name      = "com.amazonaws.${data.aws_region.current.name}.s3"
  vpc_id            = aws_vpc.network.id
  route_table_ids = [
    aws_route_table.network_private_routes["a"].id,
    aws_route_table.network_private_routes["b"].id,
    aws_route_table.network_isolated_routes.id,
  ]
}

resource "aws_eip" "way_out" {
  for_each = toset(["a", "b"])

  domain = "vpc"
  tags = {
    Name = "container-web-prod-way-out-${each.key}"
  }

  depends_on = [aws_internet_gateway_attachment.network]
}

resource "aws_nat_gateway" "way_out" {
  for_each = toset(["a", "b"])

  subnet_id     = aws_subnet.network_public[each.key].id
  allocation_id = aws_eip.way_out[each.key].allocation_id
  tags = {
    Name = "container-web-prod-way-out-${each.key}"
  }
}
